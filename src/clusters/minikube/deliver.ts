import { type Image, refOf, spokenName, spokenNameFirst } from '../../core/app.js';
import { defineCheck } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Outcome } from '../../core/shell.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { minikubeImagesProbe, profileProbe } from './probe.js';

/** Brings one image from the host's Docker into the node. */
export function deliverImage(profile: string, image: Image, after: readonly string[]): Step {
	const ref = refOf(image);
	return {
		id: `image.load.${image.component}`,
		title: `Load the ${spokenName(image)}`,
		done: `${spokenNameFirst(image)} loaded`,
		goal: defineCheck({
			id: `image.loaded.${image.component}`,
			title: `The cluster has the image ${ref}`,
			needs: { images: minikubeImagesProbe(profile) },
			diagnose: ({ images }) =>
				images.has(ref)
					? []
					: [
							found('image.not-in-cluster', {
								says: `The cluster does not have the image ${ref}.`,
								because: `minikube image ls -p ${profile} does not list it.`,
								remedies: [{ kind: 'manual', says: 'Load it by hand.', commands: [`minikube image load ${ref} -p ${profile}`] }],
							}),
						],
		}),
		after,
		preview: [`docker save ${ref} | docker load   (into the Docker of "${profile}")`],
		seconds: 8,
		withinMs: 20_000,
		run: (context) => deliver(context, profile, ref),
	};
}

/**
 * With the docker runtime the node's own Docker takes the image straight from a
 * pipe, which is faster than `minikube image load` (a temporary archive and a
 * copy over ssh). Every other runtime takes the general way.
 */
async function deliver(context: StepContext, profile: string, ref: string): Promise<void> {
	const { ports, signal } = context;
	const { runtime } = await context.read(profileProbe(profile));
	const nodeDocker = runtime === 'docker' ? await dockerOfNode(context, profile) : undefined;
	if (nodeDocker) {
		const piped = await ports.shell.pipe(['docker', 'save', ref], ['docker', 'load'], { signal, timeoutMs: 5 * 60_000, toEnv: nodeDocker });
		if (piped.kind === 'exited' && piped.code === 0) return;
		signal.throwIfAborted();
		context.progress({ line: `docker load: ${describe(piped)}; trying minikube image load` });
	}
	const loaded = await ports.shell.run(['minikube', 'image', 'load', ref, '-p', profile], {
		signal,
		timeoutMs: 10 * 60_000,
		onLine: (line) => context.progress({ line }),
	});
	if (loaded.kind !== 'exited' || loaded.code !== 0) {
		throw new StepFailed(`The image ${ref} could not be brought into the cluster: ${describe(loaded)}.`, {
			lastLines: loaded.kind === 'exited' ? lastLines(loaded.stderr || loaded.stdout) : [],
		});
	}
}

/** The variables that point a docker client at the node's Docker; undefined when there is none to reach. */
async function dockerOfNode({ ports, signal }: StepContext, profile: string): Promise<Record<string, string> | undefined> {
	const outcome = await ports.shell.run(['minikube', 'docker-env', '-p', profile, '--shell', 'none'], { signal, timeoutMs: 30_000 });
	if (outcome.kind !== 'exited' || outcome.code !== 0) return undefined;
	const env = parseDockerEnv(outcome.stdout);
	return env.DOCKER_HOST ? env : undefined;
}

/** Lines "DOCKER_HOST=tcp://..."; the rest of what is printed does not concern a docker client. */
export function parseDockerEnv(stdout: string): Record<string, string> {
	return Object.fromEntries([...stdout.matchAll(/^(DOCKER_[A-Z_]+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value.trim()]));
}

function describe(outcome: Outcome): string {
	if (outcome.kind !== 'exited') return outcome.kind;
	return lastLines(outcome.stderr, 1)[0] ?? `exit code ${outcome.code}`;
}
