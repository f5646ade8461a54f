import { type Image, type ReleaseNames, refOf, type Settings } from '../../core/app.js';
import type { System } from '../../core/ports.js';
import type { Command } from '../../core/shell.js';
import { helm, type Place } from '../kube.js';

/** What a release is made from. */
export interface ReleaseInputs {
	readonly settings: Settings;
	readonly place: Place;
	readonly names: ReleaseNames;
	readonly images: readonly Image[];
	/** Of the chart and the values file: what Helm is given. */
	readonly contentSum: string;
	readonly valuesFile: string;
	readonly system: System;
	/** The program's major version. */
	readonly helmMajor: number;
}

/** Notes what went in, so that a later run knows without comparing objects. */
export function description({ contentSum, images, names, settings, system }: ReleaseInputs, sumOfSecrets: string): string {
	const sum = system.sha256(JSON.stringify([contentSum, images.map(refOf), names, settings.app.environment, sumOfSecrets]));
	return `todo-k8s-setup ${sum.slice(0, 16)}`;
}

/** Installs the chart, or brings the release up to date with it. */
export function upgradeCommand(inputs: ReleaseInputs, sumOfSecrets: string): Command {
	const { place, names, images } = inputs;
	const sets = [
		...images.flatMap(({ component, repository, tag }) => [`${component}.image.repository=${repository}`, `${component}.image.tag=${tag}`]),
		theSecret(inputs),
		`global.secrets.checksum=${sumOfSecrets}`,
	];
	const noted = sumOfSecrets.startsWith('<') ? '<fingerprint>' : description(inputs, sumOfSecrets);
	return helm(
		place,
		...['upgrade', names.release, chartOf(inputs), '--install', ...valuesOf(inputs, sets)],
		...['--history-max', '10', '--description', noted, ...takesOver(inputs)],
	);
}

/** Helm 4 leaves fields alone that somebody changed with kubectl, and fails; Helm 3 takes them back without a word. */
function takesOver({ helmMajor }: ReleaseInputs): readonly string[] {
	return helmMajor >= 4 ? ['--server-side=true', '--force-conflicts'] : [];
}

/**
 * Renders the same without a cluster. The names of the images stay those of the values file, since whoever takes files to a
 * cluster takes images there by a registry. Tests are for "helm test".
 */
export function templateCommand(inputs: ReleaseInputs): Command {
	const { place, names, images } = inputs;
	const sets = [...images.map(({ component, tag }) => `${component}.image.tag=${tag}`), theSecret(inputs)];
	return ['helm', 'template', names.release, chartOf(inputs), '--namespace', place.namespace, ...valuesOf(inputs, sets), '--no-hooks'];
}

/** The folder of the chart. */
export function chartOf({ settings }: ReleaseInputs): string {
	return `${settings.dir}/chart/todo-chatbot`;
}

function valuesOf({ settings, valuesFile }: ReleaseInputs, sets: readonly string[]): readonly string[] {
	return ['--values', `${settings.dir}/${valuesFile}`, ...sets.flatMap((set) => ['--set-string', set])];
}

function theSecret({ names }: ReleaseInputs): string {
	return `global.secrets.existingSecret=${names.secret}`;
}
