import { type Access, type Image, type KubernetesTarget, namesOf, refOf, type Settings, spokenName, spokenNameFirst } from '../core/app.js';
import { defineCheck, type Probe } from '../core/check.js';
import type { System } from '../core/ports.js';
import type { Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';
import { found } from '../knowledge/found.js';
import type { FolderFacts } from './folder/probe.js';
import { writeFolder } from './folder/step.js';
import { installRelease, removeRelease } from './helm/helm-release.js';
import { buildImage, hostImagesProbe } from './images/image.js';
import { createNamespace, removeNamespace } from './namespace.js';
import { awaitAnswer } from './pods/answer.js';
import { watchRollout } from './pods/rollout.js';
import { applySecret, removeSecret } from './secret.js';
import { staysInBudget } from './verification/budget.js';
import { dataSurvives, podsAreSteady, restartBackend, verifyApp } from './verification/verify.js';
import { removeVolumes } from './volume.js';

type Composed = Pick<Setup, 'place' | 'steps' | 'verifications' | 'removal' | 'status' | 'logs'>;

/** The release on a Kubernetes cluster: from images to verified pods. Images build while the cluster starts. */
export function onKubernetes(
	settings: Settings,
	target: KubernetesTarget,
	folder: FolderFacts,
	images: readonly Image[],
	system: System,
): Composed {
	const names = namesOf(settings.answers);
	const place = { context: target.context, namespace: names.namespace };
	const clusterUp = target.steps.map(({ id }) => id);
	const valuesFile = `values/values-${settings.app.environment}.yaml`;
	const release = installRelease(
		{ settings, place, names, images, valuesFile, system, contentSum: sumOfRelease(folder, valuesFile, system) },
		['folder.write', 'secret.apply', ...images.map(({ component }) => `image.load.${component}`)],
	);
	const rollout = watchRollout(place, names);
	const accessSteps = target.accessSteps(['release.rollout']);
	const answer = awaitAnswer(target.access, place, names, [...clusterUp, 'release.rollout', ...accessSteps.map(({ id }) => id)]);
	const removals = [...target.removeImages(images), ...images.map(removeHostImage)];
	return {
		place,
		steps: [
			writeFolder(settings, target.exposure),
			...target.steps,
			...images.map((image) => buildImage(image, target.images)),
			...images.map((image) => target.deliver(image, [...clusterUp, `image.build.${image.component}`])),
			createNamespace(place, clusterUp),
			applySecret(place, names.secret, settings.secretKeys),
			release,
			rollout,
			...accessSteps,
			answer,
		],
		verifications: [
			podsAreSteady(place, names),
			...verifyApp(target.access, settings.app.ai.backend),
			staysInBudget(place, names),
			{ ...dataSurvives(target.access, restartBackend(place, names)) },
		],
		removal: [
			...target.removeAccess,
			removeRelease(place, names.release, ['access.stop']),
			...removals,
			removeSecret(place, names.secret),
			removeVolumes(place, names.release),
			removeNamespace(place),
			...target.removeCluster,
		],
		status: [...target.steps.map(({ goal }) => goal), release.goal, rollout.goal, answer.goal],
		logs: (component) => [
			'kubectl',
			'--context',
			place.context,
			'--namespace',
			place.namespace,
			'logs',
			`deployment/${component === 'frontend' ? names.frontend : names.backend}`,
			'--all-containers',
			'--tail',
			'100',
			'--follow',
		],
	};
}

function sumOfRelease({ content }: FolderFacts, valuesFile: string, system: System): string {
	const parts = Object.entries(content).filter(([path]) => path.startsWith('chart/') || path === valuesFile);
	return system.sha256(JSON.stringify(parts.sort()));
}

/** There is an address; whether the app answers there is for the verification to say. */
export function isReachable(access: Probe<Access>) {
	return defineCheck({
		id: 'access.known',
		title: 'The app has an address',
		needs: { access },
		diagnose: ({ access: { url, because } }) => (url ? [] : [found('access.unknown', { says: 'The app has no address.', because })]),
		describe: ({ access: { url, because } }) => ({ subject: 'Address', fact: url ?? because ?? 'unknown' }),
	});
}

function removeHostImage(image: Image): Step {
	const ref = refOf(image);
	return {
		id: `image.remove-host.${image.component}`,
		title: `Remove the ${spokenName(image)} from Docker`,
		done: `${spokenNameFirst(image)} removed from Docker`,
		goal: defineCheck({
			id: `image.removed-host.${image.component}`,
			title: `Docker does not hold ${ref}`,
			needs: { images: hostImagesProbe },
			diagnose: ({ images }) => (images.has(ref) ? [found('image.still-in-docker', { says: `Docker still holds ${ref}.` })] : []),
		}),
		after: [],
		preview: [`docker image rm ${ref}`],
		seconds: 1,
		run: async ({ ports, signal }) => {
			await ports.shell.run(['docker', 'image', 'rm', ref], { signal, timeoutMs: 30_000 });
		},
	};
}
