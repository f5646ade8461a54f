import { type Image, refOf, spokenName, spokenNameFirst } from '../../core/app.js';
import { defineCheck } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { minikubeImagesProbe, minikubeProbe } from './probe.js';
import { minikube } from './steps.js';

/** Takes one of our images out of the node. */
export function removeImage(profile: string, image: Image): Step {
	const ref = refOf(image);
	return {
		id: `image.remove.${image.component}`,
		title: `Remove the ${spokenName(image)} from the cluster`,
		removes: 'the images of the app',
		done: `${spokenNameFirst(image)} removed from the cluster`,
		goal: defineCheck({
			id: `image.removed.${image.component}`,
			title: `The cluster does not hold ${ref}`,
			needs: { images: minikubeImagesProbe(profile) },
			diagnose: ({ images }) => (images.has(ref) ? [found('image.still-in-cluster', { says: `The cluster still holds ${ref}.` })] : []),
		}),
		after: ['release.remove'],
		preview: [`minikube image rm ${ref} -p ${profile}`],
		seconds: 2,
		withinMs: 20_000,
		async run({ ports, signal }) {
			const outcome = await ports.shell.run(['minikube', 'image', 'rm', ref, '-p', profile], { signal, timeoutMs: 60_000 });
			if (outcome.kind !== 'exited') throw new StepFailed(`minikube image rm ${outcome.kind}.`);
			// A pod that is going away still holds its image for some seconds; then the goal is not met and says so.
			if (outcome.code !== 0) throw new StepFailed(`The image ${ref} could not be removed.`, { lastLines: lastLines(outcome.stderr) });
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
