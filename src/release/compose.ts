import { type Access, type Image, type KubernetesTarget, namesOf, refOf, type Settings, spokenName, spokenNameFirst } from '../core/app.js';
import { defineCheck, type Probe } from '../core/check.js';
import type { System } from '../core/ports.js';
import type { Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';
import { found } from '../knowledge/found.js';
import { backUp, restore } from './backups/index.js';
import type { FolderFacts } from './folder/probe.js';
import { writeFolder } from './folder/step.js';
import { parseUserYaml } from './folder/yaml-merge.js';
import { chartOf, templateCommand } from './helm/chart-commands.js';
import { installRelease, removeRelease } from './helm/helm-release.js';
import { changesBackTo, goodRevisions, rollBack } from './helm/rollback.js';
import { buildImage, hostImagesProbe } from './images/image.js';
import { renderManifests } from './manifests/step.js';
import { downloadModel } from './model/download.js';
import { createNamespace, podSecurity, removeNamespace } from './namespace.js';
import { awaitAnswer } from './pods/answer.js';
import { watchRollout } from './pods/rollout.js';
import { applySecret, secretProbe } from './secret.js';
import { removeDataSecret, removeSecret } from './secret-removal.js';
import { staysInBudget } from './verification/budget.js';
import { dataSurvives, podsAreSteady, restartBackend, verifyApp } from './verification/verify.js';
import { nameIsKnown } from './verification/way.js';
import { removeVolumes } from './volumes/remove.js';

type Composed = Pick<
	Setup,
	'place' | 'steps' | 'verifications' | 'removal' | 'status' | 'logs' | 'manifests' | 'data' | 'revisions' | 'secrets'
>;

/** The release on a Kubernetes cluster: from images to verified pods. Images build while the cluster starts. */
export function onKubernetes(
	settings: Settings,
	target: KubernetesTarget,
	folder: FolderFacts,
	images: readonly Image[],
	{ system, helmMajor }: { readonly system: System; readonly helmMajor: number },
): Composed {
	const names = namesOf(settings.answers);
	const place = { context: target.context, namespace: names.namespace };
	const clusterUp = target.steps.map(({ id }) => id);
	const valuesFile = `values/values-${settings.app.environment}.yaml`;
	const addons = target.addons(clusterUp);
	const inputs = { settings, place, names, images, valuesFile, system, helmMajor, contentSum: sumOfRelease(folder, valuesFile, system) };
	const written = writeFolder(settings, target.exposure);
	const release = installRelease(inputs, [
		'folder.write',
		'secret.apply',
		...addons.map(({ id }) => id),
		...images.map(({ component }) => `image.load.${component}`),
	]);
	const { companions } = settings.app;
	const rollout = watchRollout(place, names, companions, target.restartStorage);
	const accessSteps = target.accessSteps(['release.rollout']);
	const answer = awaitAnswer(target.access, place, names, [...clusterUp, 'release.rollout', ...accessSteps.map(({ id }) => id)]);
	const models = companions.flatMap(({ model, download }) =>
		model === undefined ? [] : [downloadModel(place, names, { name: model, download }, ['release.rollout'])],
	);
	const removals = [...target.removeImages(images), ...images.map(removeHostImage)];
	return {
		place,
		secrets: secretProbe(place, names.secret),
		steps: [
			written,
			...target.steps,
			...addons,
			...images.map((image) => buildImage(image, target.images)),
			...images.map((image) => target.deliver(image, [...clusterUp, `image.build.${image.component}`])),
			createNamespace(place, clusterUp),
			...(isOurs(folder.content[valuesFile], valuesFile) ? [applySecret(place, names.release, names.secret, settings.secretKeys)] : []),
			release,
			rollout,
			...accessSteps,
			answer,
			...models,
		],
		verifications: [
			podsAreSteady(place, names),
			...verifyApp(target.access, settings.app.ai),
			staysInBudget(place, names, companions),
			...(target.exposure.ingress ? [nameIsKnown(target.access)] : []),
			{ ...dataSurvives(target.access, restartBackend(place, names)) },
		],
		removal: [
			...target.removeAccess,
			removeRelease(place, names.release, ['access.stop']),
			...removals,
			removeSecret(place, names.secret, settings.secretKeys),
			removeVolumes(place, names.release, settings.app.database.driver),
			...removeDataSecret(place, names.secret, settings.secretKeys),
			removeNamespace(place),
			...target.removeCluster,
		],
		status: [
			...[...target.steps, ...addons].map(({ goal }) => goal),
			release.goal,
			rollout.goal,
			answer.goal,
			...models.map(({ goal }) => goal),
		],
		manifests: (out) => [
			written,
			renderManifests({
				command: templateCommand(inputs),
				chart: chartOf(inputs),
				valuesFile,
				folder: out,
				place: { release: names.release, namespace: names.namespace, labels: podSecurity, path: pathInRepository(settings.dir, out) },
			}),
		],
		revisions: {
			all: goodRevisions(place, names),
			backTo: (revision) => ({
				steps: [
					rollBack(place, names.release, revision),
					{ ...rollout, after: ['release.roll-back'] },
					{ ...answer, after: ['release.rollout'] },
				],
				changes: changesBackTo(place, names.release, revision),
			}),
		},
		data: { backUp: (stamp) => backUp(place, names, stamp), restore: (stamp, file) => restore(place, names, stamp, file) },
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

/** Whether the Secret is ours to make: the values may leave it to the chart, to External Secrets or to Sealed Secrets. */
function isOurs(values: string | undefined, valuesFile: string): boolean {
	const mode = values === undefined ? undefined : parseUserYaml(valuesFile, values).getIn(['global', 'secrets', 'mode']);
	return mode === undefined || mode === 'existing';
}

/** How the examples name the manifests: the folder is often one of a repository, so its own name is part of it. */
function pathInRepository(dir: string, out: string): string {
	const parent = dir.slice(0, dir.lastIndexOf('/') + 1);
	return out.startsWith(parent) ? out.slice(parent.length) : (out.split('/').at(-1) ?? out);
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
		removes: 'the images of the app',
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
