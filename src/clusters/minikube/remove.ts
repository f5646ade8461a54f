import { type Image, refOf, spokenName, spokenNameFirst } from '../../core/app.js';
import { defineCheck, type Probe } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { minikubeImagesProbe, minikubeProbe } from './probe.js';
import { minikube } from './run-minikube.js';

/** What a release is known by in its cluster. */
interface Ours {
	readonly namespace: string;
	readonly release: string;
}

/** Images that pods of others run, by the refs of their containers. Pods of the release itself end before its images go. */
export function imagesOfOthersProbe(profile: string, { namespace, release }: Ours): Probe<ReadonlySet<string>> {
	const columns = ['{.metadata.namespace}', '{.metadata.labels.app\\.kubernetes\\.io/instance}', '{.spec.containers[*].image}'];
	const table = `jsonpath={range .items[*]}${columns.join('{"\\t"}')}{"\\n"}{end}`;
	return {
		id: `images-of-others:${profile}/${namespace}/${release}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const get = ['kubectl', '--context', profile, 'get', 'pods', '--all-namespaces', '-o', table, '--request-timeout=10s'] as const;
			const outcome = await shell.run(get, { signal, timeoutMs: 15_000 });
			// Without an answer Minikube itself refuses to remove what is used.
			const rows = outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout.split('\n') : [];
			const used = rows
				.map((row) => row.split('\t'))
				.filter(([inNamespace, instance]) => inNamespace !== namespace || instance !== release)
				.flatMap(([, , images = '']) => images.split(' '));
			return new Set(used);
		},
	};
}

/** A kubelet clears the containers of a deleted pod away within a minute. */
const mostAttempts = 12;
const pauseMs = 5000;

/** Takes one of our images out of the node, unless somebody else's pods run it. */
export function removeImage(profile: string, image: Image, ours: Ours): Step {
	const ref = refOf(image);
	return {
		id: `image.remove.${image.component}`,
		title: `Remove the ${spokenName(image)} from the cluster`,
		removes: 'the images of the app',
		done: `${spokenNameFirst(image)} removed from the cluster`,
		goal: defineCheck({
			id: `image.removed.${image.component}`,
			title: `The cluster does not hold ${ref}`,
			needs: { images: minikubeImagesProbe(profile), used: imagesOfOthersProbe(profile, ours) },
			diagnose: ({ images, used }) =>
				images.has(ref) && !used.has(ref)
					? [
							found('image.still-in-cluster', {
								says: `The cluster still holds ${ref}: a container uses it. Look for it with "minikube ssh -p ${profile} -- docker ps -a", then run this again.`,
							}),
						]
					: [],
		}),
		after: ['release.remove'],
		preview: [`minikube image rm ${ref} -p ${profile}`],
		seconds: 2,
		withinMs: 20_000,
		async run({ ports, signal, progress }) {
			const remaining = minikubeImagesProbe(profile);
			for (let attempt = 1; ; attempt++) {
				const outcome = await ports.shell.run(['minikube', 'image', 'rm', ref, '-p', profile], { signal, timeoutMs: 60_000 });
				if (outcome.kind !== 'exited') throw new StepFailed(`minikube image rm ${outcome.kind}.`);
				if (outcome.code !== 0) throw new StepFailed(`The image ${ref} could not be removed.`, { lastLines: lastLines(outcome.stderr) });
				// While the containers of a pod that is gone are cleared away, Minikube removes nothing, and does not say so.
				if (attempt === mostAttempts || !(await remaining.read(ports, signal)).has(ref)) return;
				progress({ says: 'a pod that is going away still holds it' });
				await ports.clock.sleep(pauseMs, signal);
			}
		},
	};
}

/** Deletes the profile with everything in it. */
export function removeCluster(profile: string): Step {
	return {
		id: 'cluster.remove',
		title: `Delete the cluster "${profile}"`,
		done: `Cluster "${profile}" deleted`,
		goal: defineCheck({
			id: 'cluster.removed',
			title: `There is no cluster "${profile}"`,
			needs: { minikube: minikubeProbe(profile) },
			diagnose: ({ minikube: facts }) =>
				facts.state === 'absent' ? [] : [found('cluster.still-there', { says: `The cluster "${profile}" is still there.` })],
		}),
		after: [
			'release.remove',
			'image.remove.backend',
			'image.remove.frontend',
			'secret.remove',
			'data.remove',
			'secret.remove-with-data',
			'namespace.remove',
		],
		preview: [`minikube delete -p ${profile}`],
		seconds: 10,
		destroys: `The cluster "${profile}" with everything in it, whoever put it there.`,
		run: (context) => minikube(context, ['delete', '-p', profile, '--output=json']),
	};
}
