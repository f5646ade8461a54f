import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments, parseDocument } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.js';

export const templates = fileURLToPath(new URL('../../../templates/', import.meta.url));
export const chart = `${templates}chart/todo-chatbot`;
export const profiles = ['dev', 'staging', 'prod'] as const;
export const components = ['backend', 'frontend', 'postgres', 'ollama', 'monitoring'] as const;

const helm = process.env.HELM || 'helm';
/** A Helm 3 beside the usual one, to see that both render the same. */
export const helm3 = process.env.HELM3;

/** What `helm version` says, or undefined where there is no Helm. */
export const helmVersion = (() => {
	try {
		return execFileSync(helm, ['version', '--short'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return undefined;
	}
})();

// An object of Kubernetes has whatever shape its kind has.
type Any = any;

export interface KubernetesObject {
	apiVersion: string;
	kind: string;
	metadata: { name: string; namespace?: string; labels: Record<string, string>; annotations?: Record<string, string> };
	spec?: Any;
	data?: Record<string, string>;
	[part: string]: Any;
}

export interface Pod {
	/** Name and kind of what makes it. */
	readonly name: string;
	readonly kind: string;
	readonly labels: Record<string, string>;
	readonly annotations: Record<string, string>;
	readonly spec: Any;
	/** Init containers first. */
	readonly containers: readonly Any[];
}

export interface Rendered {
	readonly objects: readonly KubernetesObject[];
	find(kind: string, name: string): KubernetesObject;
	all(kind: string): readonly KubernetesObject[];
	readonly pods: readonly Pod[];
	pod(name: string): Pod;
}

/** What is rendered, beside the chart itself. */
export interface Inputs {
	/** The environment's values file; none for the chart's own defaults. */
	readonly profile?: (typeof profiles)[number];
	/** Further values files of the templates, such as `ollama`. */
	readonly files?: readonly string[];
	/** Values over those. */
	readonly values?: object;
	/** As `--set` takes them. */
	readonly settings?: readonly string[];
	/** Renders a component on its own. */
	readonly alone?: (typeof components)[number];
	readonly kubeVersion?: string;
	readonly apiVersions?: readonly string[];
	readonly program?: string;
	readonly isUpgrade?: boolean;
}

export const tags = ['backend.image.tag=1.2.3', 'frontend.image.tag=1.2.3'];

/** Renders the release `todo` in the namespace `todo`. Throws with Helm's words when it refuses. */
export function render(inputs: Inputs = {}): Rendered {
	const { status, stdout, stderr } = template({ ...inputs, settings: [...tagsFor(inputs), ...(inputs.settings ?? [])] });
	if (status !== 0) throw new Error(stderr);
	return toRendered(stdout);
}

function tagsFor({ alone }: Inputs): readonly string[] {
	if (alone === undefined) return tags;
	return alone === 'backend' || alone === 'frontend' ? ['image.tag=1.2.3'] : [];
}

export function toRendered(text: string): Rendered {
	const objects = parseAllDocuments(text)
		.map((document) => {
			if (document.errors.length > 0) throw new Error(`${document.errors[0]?.message}\n${text}`);
			return document.toJS() as KubernetesObject | null;
		})
		.filter((object) => object !== null);
	const names = () => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
	const pods = objects.flatMap((object) => toPods(object));
	return {
		objects,
		find(kind, name) {
			const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
			if (found === undefined) throw new Error(`There is no ${kind} ${name} in: ${names()}`);
			return found;
		},
		all: (kind) => objects.filter((object) => object.kind === kind),
		pods,
		pod(name) {
			const found = pods.find((pod) => pod.name === name);
			if (found === undefined) throw new Error(`No pods of ${name} in: ${names()}`);
			return found;
		},
	};
}

function toPods({ kind, metadata, spec }: KubernetesObject): Pod[] {
	const pod = kind === 'Pod' ? { metadata, spec } : kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
	if (pod?.spec?.containers === undefined) return [];
	return [
		{
			name: metadata.name,
			kind,
			labels: pod.metadata.labels,
			annotations: pod.metadata.annotations ?? {},
			spec: pod.spec,
			containers: [...(pod.spec.initContainers ?? []), ...pod.spec.containers],
		},
	];
}

/** The sentence with which rendering fails. */
export function refusal(inputs: Inputs): string {
	const { status, stderr, stdout } = template(inputs);
	if (status === 0) throw new Error(`Rendering succeeded:\n${stdout.slice(0, 500)}`);
	return stderr;
}

/** The words after an install. Helm shows them only with a cluster, so a copy of the chart renders them as an object. */
export function notes(settings: readonly string[], values: object = {}): string {
	const copy = join(temporaryFolder(), 'todo-chatbot');
	cpSync(chart, copy, { recursive: true });
	renameSync(join(copy, 'templates/NOTES.txt'), join(copy, 'notes.txt'));
	writeFileSync(join(copy, 'templates/notes.yaml'), 'notes: {{ tpl (.Files.Get "notes.txt") . | toJson }}');
	const inputs = { profile: 'dev', values, settings: [...tags, ...settings] } as const;
	const { status, stdout, stderr } = template(inputs, copy, ['--show-only', 'templates/notes.yaml']);
	if (status !== 0) throw new Error(stderr);
	return (parseDocument(stdout).toJS() as { notes: string }).notes;
}

export function lint(inputs: Inputs): { status: number | null; output: string } {
	const settings = [...tagsFor(inputs), ...(inputs.settings ?? [])];
	const { status, stdout, stderr } = spawnSync(
		inputs.program ?? helm,
		['lint', '--strict', folderOf(inputs), '--kube-version', '1.33.0', ...valuesOf({ ...inputs, settings })],
		{ encoding: 'utf8' },
	);
	return { status, output: stdout + stderr };
}

function template(inputs: Inputs, folder = folderOf(inputs), more: readonly string[] = []) {
	const { kubeVersion = '1.33.0', apiVersions = [], program = helm, isUpgrade = false } = inputs;
	const parameters = [
		'template',
		'todo',
		folder,
		...more,
		'--namespace',
		'todo',
		'--kube-version',
		kubeVersion,
		...apiVersions.flatMap((version) => ['--api-versions', version]),
		...(isUpgrade ? ['--is-upgrade'] : []),
		...valuesOf(inputs),
	];
	return spawnSync(program, parameters, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function valuesOf({ profile, files = [], values, settings = [] }: Inputs): readonly string[] {
	return [
		...[...(profile === undefined ? [] : [profile]), ...files].flatMap((name) => ['--values', `${templates}values/values-${name}.yaml`]),
		...(values === undefined ? [] : ['--values', written(values)]),
		...settings.flatMap((setting) => ['--set', setting]),
	];
}

function written(values: object): string {
	const file = join(temporaryFolder(), 'values.yaml');
	// Every JSON is YAML.
	writeFileSync(file, JSON.stringify(values));
	return file;
}

/** The chart, or a component with the library beside it as `helm dependency build` puts it there. */
function folderOf({ alone }: Inputs): string {
	if (alone === undefined) return chart;
	const copy = join(temporaryFolder(), alone);
	cpSync(`${chart}/charts/${alone}`, copy, { recursive: true });
	mkdirSync(join(copy, 'charts'), { recursive: true });
	cpSync(`${chart}/charts/common`, join(copy, 'charts/common'), { recursive: true });
	return copy;
}
