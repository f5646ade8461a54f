import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments, parseDocument } from 'yaml';

export const templates = fileURLToPath(new URL('../../../templates/', import.meta.url));
export const chart = `${templates}chart/todo-chatbot`;
export const profiles = ['dev', 'staging', 'prod'] as const;

const helm = process.env.HELM || 'helm';

/** What `helm version` says, or undefined where there is no Helm. */
export const helmVersion = (() => {
	try {
		return execFileSync(helm, ['version', '--short'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return undefined;
	}
})();

export interface KubernetesObject {
	kind: string;
	metadata: { name: string; namespace?: string; labels: Record<string, string>; annotations?: Record<string, string> };
	spec?: any;
	data?: Record<string, string>;
}

export interface Rendered {
	readonly objects: readonly KubernetesObject[];
	find(kind: string, name: string): KubernetesObject;
	/** Every pod with the name of what makes it. */
	readonly pods: readonly {
		readonly name: string;
		readonly labels: Record<string, string>;
		readonly annotations: Record<string, string>;
		readonly spec: any;
	}[];
}

const tags = ['backend.image.tag=1.2.3', 'frontend.image.tag=1.2.3'];

/** Renders the release `todo` in the namespace `todo`. */
export function render(profile: (typeof profiles)[number], settings: readonly string[] = [], kubeVersion = '1.33.0'): Rendered {
	const { status, stdout, stderr } = template(profile, [...tags, ...settings], kubeVersion);
	if (status !== 0) throw new Error(stderr);
	const objects = parseAllDocuments(stdout)
		.map((document) => document.toJS() as KubernetesObject | null)
		.filter((object) => object !== null);
	return {
		objects,
		find(kind, name) {
			const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
			if (found === undefined)
				throw new Error(`There is no ${kind} ${name} in: ${objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ')}`);
			return found;
		},
		pods: objects.flatMap(({ kind, metadata, spec }) => {
			const pod = kind === 'Pod' ? { metadata, spec } : spec?.template;
			return pod === undefined
				? []
				: [{ name: metadata.name, labels: pod.metadata.labels, annotations: pod.metadata.annotations ?? {}, spec: pod.spec }];
		}),
	};
}

/** The sentence with which rendering fails. */
export function refusal(settings: readonly string[], profile: (typeof profiles)[number] = 'dev'): string {
	const { status, stderr } = template(profile, settings, '1.33.0');
	if (status === 0) throw new Error(`Rendering with ${settings.join(' ')} succeeded.`);
	return stderr;
}

export function withTags(...settings: string[]): string[] {
	return [...tags, ...settings];
}

/** The words after an install. Helm shows them only with a cluster, so a copy of the chart renders them as an object. */
export function notes(settings: readonly string[]): string {
	const copy = join(mkdtempSync(join(tmpdir(), 'chart-')), 'todo-chatbot');
	cpSync(chart, copy, { recursive: true });
	renameSync(join(copy, 'templates/NOTES.txt'), join(copy, 'notes.txt'));
	writeFileSync(join(copy, 'templates/notes.yaml'), 'notes: {{ tpl (.Files.Get "notes.txt") . | toJson }}');
	const { status, stdout, stderr } = template('dev', [...tags, ...settings], '1.33.0', copy, ['--show-only', 'templates/notes.yaml']);
	if (status !== 0) throw new Error(stderr);
	return (parseDocument(stdout).toJS() as { notes: string }).notes;
}

export function lint(profile: (typeof profiles)[number]): { status: number | null; output: string } {
	const { status, stdout, stderr } = spawnSync(
		helm,
		[
			'lint',
			'--strict',
			chart,
			'--kube-version',
			'1.33.0',
			'--values',
			`${templates}values/values-${profile}.yaml`,
			...tags.flatMap((setting) => ['--set', setting]),
		],
		{ encoding: 'utf8' },
	);
	return { status, output: stdout + stderr };
}

function template(profile: string, settings: readonly string[], kubeVersion: string, folder = chart, more: readonly string[] = []) {
	return spawnSync(
		helm,
		[
			'template',
			'todo',
			folder,
			...more,
			'--namespace',
			'todo',
			'--kube-version',
			kubeVersion,
			'--values',
			`${templates}values/values-${profile}.yaml`,
			...settings.flatMap((setting) => ['--set', setting]),
		],
		{ encoding: 'utf8' },
	);
}
