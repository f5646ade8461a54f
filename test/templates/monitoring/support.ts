import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { chart, helmVersion } from '../support/helm.js';

export { helmVersion };

export interface RenderedObject {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: {
		readonly name: string;
		readonly namespace?: string;
		readonly labels: Readonly<Record<string, string>>;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	readonly spec?: any;
	readonly data?: Readonly<Record<string, string>>;
	readonly rules?: any;
	readonly roleRef?: any;
	readonly subjects?: any;
	readonly automountServiceAccountToken?: boolean;
}

export interface RenderOptions {
	/** Whether the cluster knows the objects of the Prometheus operator. */
	readonly hasOperator?: boolean;
	readonly release?: string;
	/** Values of `global`, beside those of the chart. */
	readonly global?: object;
}

const helm = process.env.HELM || 'helm';
const charts = `${chart}/charts`;
export const monitoringChart = `${charts}/monitoring`;

/** Made by the first test that needs it: what is made while a file is only read stays when none of its tests run. */
function madeOnce(make: () => string): () => string {
	let made: string | undefined;
	return () => {
		made ??= make();
		return made;
	};
}

/** A chart that has nothing but this component, so that these tests do not depend on the others. */
const umbrella = madeOnce(() => {
	const name = join(temporaryFolder(), 'umbrella');
	for (const part of ['common', 'monitoring']) cpSync(`${charts}/${part}`, join(name, 'charts', part), { recursive: true });
	const { version } = parse(readFileSync(`${monitoringChart}/Chart.yaml`, 'utf8')) as { version: string };
	writeFileSync(
		join(name, 'Chart.yaml'),
		JSON.stringify({
			apiVersion: 'v2',
			name: 'todo-chatbot',
			version,
			appVersion: '0.1.0',
			dependencies: [
				{ name: 'common', version },
				{ name: 'monitoring', version, condition: 'monitoring.enabled' },
			],
		}),
	);
	return name;
});

/** This component as a chart of its own, as `helm dependency build` makes it. */
export const alone = madeOnce(() => {
	const name = join(temporaryFolder(), 'monitoring');
	cpSync(monitoringChart, name, { recursive: true });
	cpSync(`${charts}/common`, join(name, 'charts/common'), { recursive: true });
	return name;
});

export function runHelm(command: readonly string[], values: object, { hasOperator = false }: RenderOptions = {}) {
	return spawnSync(
		helm,
		[
			...command,
			'--namespace',
			'todo-space',
			'--kube-version',
			'1.33.0',
			...(hasOperator ? ['--api-versions', 'monitoring.coreos.com/v1'] : []),
			'--values',
			'-',
		],
		{ encoding: 'utf8', input: JSON.stringify(values) },
	);
}

const existing = { secrets: { existingSecret: 'todo-secrets' } };

function attempt(monitoring: object, options: RenderOptions) {
	return runHelm(['template', options.release ?? 'todo', umbrella()], { monitoring, global: { ...existing, ...options.global } }, options);
}

/** The text of the release `todo` in the namespace `todo-space`. */
export function renderText(monitoring: object = {}, options: RenderOptions = {}): string {
	const { status, stdout, stderr } = attempt(monitoring, options);
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

export function toObjects(text: string): readonly RenderedObject[] {
	return parseAllDocuments(text)
		.map((document) => document.toJS() as RenderedObject | null)
		.filter((object) => object !== null);
}

export function render(monitoring: object = {}, options: RenderOptions = {}): readonly RenderedObject[] {
	return toObjects(renderText(monitoring, options));
}

/** The sentence with which rendering fails. */
export function refusal(monitoring: object, options: RenderOptions = {}): string {
	const { status, stderr } = attempt(monitoring, options);
	if (status === 0) throw new Error(`Rendering with ${JSON.stringify(monitoring)} succeeded.`);
	return stderr;
}

export function find(objects: readonly RenderedObject[], kind: string, name: string): RenderedObject {
	const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
	if (found === undefined) throw new Error(`There is no ${kind} ${name} in: ${namesOf(objects).join(', ')}`);
	return found;
}

export function namesOf(objects: readonly RenderedObject[]): readonly string[] {
	return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
}

/** prometheus.yml and rules.yml as the pod sees them. */
export function prometheusFiles(objects: readonly RenderedObject[]): { readonly config: string; readonly rules: string } {
	const { data } = find(objects, 'ConfigMap', 'todo-prometheus-config');
	return { config: data!['prometheus.yml']!, rules: data!['rules.yml']! };
}

/**
 * The configuration with given targets in the place of those that the cluster would name. Their labels are what Prometheus
 * knows about a pod there, so the relabelling of the chart is at work on them.
 */
export function withTargets(config: string, rulesFile: string, targets: readonly { targets: string[]; labels: object }[]): string {
	const parsed = parse(config) as any;
	parsed.rule_files = [rulesFile];
	for (const job of parsed.scrape_configs) {
		delete job.kubernetes_sd_configs;
		job.static_configs = targets;
	}
	return JSON.stringify(parsed);
}

const missingProgram = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined;

export const promtool = process.env.PROMTOOL ?? 'promtool';
/** Why there is no promtool; undefined where there is one. */
export const promtoolMissing = missingProgram(promtool)
	? 'there is no promtool on the PATH, and PROMTOOL names none (Debian: apt-get install prometheus)'
	: undefined;

const besidePromtool = join(dirname(promtool), 'prometheus');
export const prometheus = process.env.PROMETHEUS ?? (existsSync(besidePromtool) ? besidePromtool : 'prometheus');
export const prometheusMissing = missingProgram(prometheus)
	? 'there is no prometheus on the PATH or beside promtool, and PROMETHEUS names none (Debian: apt-get install prometheus)'
	: undefined;

export function runPromtool(...parameters: string[]): { readonly status: number | null; readonly output: string } {
	const { status, stdout, stderr } = spawnSync(promtool, parameters, { encoding: 'utf8' });
	return { status, output: stdout + stderr };
}

/** Every query of the dashboard, with the variables of Grafana filled in. */
export function dashboardQueries(): readonly { readonly panel: string; readonly expr: string }[] {
	const { panels } = readDashboard();
	return panels.flatMap(({ title, targets = [] }) =>
		targets.map(({ expr }) => ({
			panel: title,
			expr: expr
				.replaceAll('$__rate_interval', '1m')
				.replaceAll('$__interval', '1m')
				.replaceAll('$namespace', 'todo-space')
				.replaceAll('$release', 'todo'),
		})),
	);
}

export interface Dashboard {
	readonly uid: string;
	readonly templating: { readonly list: readonly { readonly name: string; readonly type: string; readonly definition?: string }[] };
	readonly panels: readonly {
		readonly id: number;
		readonly type: string;
		readonly title: string;
		readonly datasource?: unknown;
		readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
		readonly targets?: readonly { readonly expr: string; readonly datasource: unknown }[];
	}[];
}

export function readDashboard(): Dashboard {
	return JSON.parse(readFileSync(`${monitoringChart}/files/dashboards/todo-chatbot.json`, 'utf8')) as Dashboard;
}

export interface Rule {
	readonly alert?: string;
	readonly record?: string;
	readonly expr: string;
	readonly for?: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations?: Readonly<Record<string, string>>;
}

export function rulesOf(text: string): readonly Rule[] {
	return (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules);
}
