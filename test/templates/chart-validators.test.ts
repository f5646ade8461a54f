import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
	AnnotationSuppressor,
	DefaultPluginLoader,
	DisabledFixer,
	MonokleValidator,
	processRefs,
	ResourceParser,
	SchemaLoader,
} from '@monokle/validation';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { cases } from './support/cases.js';
import { helm3, helmVersion, type KubernetesObject, type Rendered, render } from './support/helm.js';

if (helm3 === undefined) console.log('The chart is not compared between Helm 3 and 4: HELM3 names no Helm 3.');

const root = fileURLToPath(new URL('../../', import.meta.url));
const packages: Readonly<Record<string, string>> = {
	'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
	'external-secrets.io': '@kubernetes-models/external-secrets',
	'cert-manager.io': '@kubernetes-models/cert-manager',
	'bitnami.com': '@kubernetes-models/sealed-secrets',
	'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
};

/** The objects as TypeScript that compiles when every field of them exists and has the right type. */
function toTypescript(rendered: Readonly<Record<string, Rendered>>): string {
	const kinds = new Map<string, string>();
	const lines = Object.entries(rendered).flatMap(([name, { objects }]) =>
		objects.map((object) => {
			const from = `${packages[object.apiVersion.split('/')[0]!] ?? 'kubernetes-models'}/${object.apiVersion}/${object.kind}`;
			const type = kinds.get(from) ?? `T${kinds.size}`;
			kinds.set(from, type);
			return `/* ${name}: ${object.kind} ${object.metadata.name} */ ({${JSON.stringify(object).slice(1, -1)}}) satisfies ${type};`;
		}),
	);
	const imports = [...kinds].map(([from, type]) => `import type { I${from.split('/').at(-1)} as ${type} } from '${from}';`);
	return [...imports, ...lines].join('\n');
}

interface Finding {
	readonly rule: string;
	readonly where: string;
	readonly says: string;
}

/** What the Pod Security Standards, the usual practice and dangling references have against the objects. */
async function judge(name: string, { objects }: Rendered): Promise<readonly Finding[]> {
	const resources = [...objects, ...madeByOthers(objects)].map((object, index) => ({
		// The parser remembers what it read by these.
		id: `${name} ${index}`,
		fileId: `${name} ${index}`,
		fileOffset: 0,
		filePath: `${object.kind}-${object.metadata.name}.yaml`,
		name: object.metadata.name,
		namespace: object.metadata.namespace ?? '',
		kind: object.kind,
		apiVersion: object.apiVersion,
		content: object,
		text: stringify(object),
	}));
	const validator = new MonokleValidator({
		loader: new DefaultPluginLoader(),
		parser: new ResourceParser(),
		schemaLoader: new SchemaLoader(),
		suppressors: [new AnnotationSuppressor()],
		fixer: new DisabledFixer(),
	});
	const plugins = { 'pod-security-standards': true, practices: true, 'resource-links': true, 'yaml-syntax': true };
	// The list of rules is known only after they are loaded, and most of them are off.
	await validator.preload({ plugins });
	const rules = Object.fromEntries(
		Object.entries(validator.rules).flatMap(([plugin, each]) =>
			(each as { name: string }[]).map(({ name }) => [`${plugin}/${name}`, 'err']),
		),
	);
	await validator.preload({ plugins, rules } as Parameters<typeof validator.preload>[0]);
	processRefs(resources as Parameters<typeof processRefs>[0], new ResourceParser());
	const { runs } = await validator.validate({ resources: resources as Parameters<typeof processRefs>[0] });
	return runs.flatMap(({ results }) =>
		results.map(({ ruleId, message, locations }) => ({
			rule: ruleId,
			where: locations[0]?.physicalLocation?.artifactLocation?.uri ?? '',
			says: message.text,
		})),
	);
}

/** What the objects refer to and somebody else makes: Secrets, a file to import, and the DNS of the cluster. */
function madeByOthers(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
	const made = new Set(objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name));
	const secrets = ['todo-secrets', 'todo-tls', 'our-certificate', 'pull'].filter((name) => !made.has(name));
	return [
		...secrets.map((name) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'todo', labels: {} }, data: {} })),
		{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old-tasks', namespace: 'todo', labels: {} }, data: {} },
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
			spec: { containers: [] },
		},
	];
}

/** What is right although a rule is against it, with the reason. */
const exceptions: readonly { readonly rule: RegExp; readonly where: RegExp; readonly because: string }[] = [
	{
		rule: /^KBP106$/,
		where: /^(Deployment|StatefulSet)-todo-prometheus|^DaemonSet-todo-fluent-bit/,
		because: 'it asks Kubernetes which pods there are',
	},
	{
		rule: /^PSS(105|201)$/,
		where: /^DaemonSet-todo-fluent-bit/,
		because: 'it reads the logs on the disk of its node, in a namespace of its own',
	},
	{ rule: /^KBP114$/, where: /^Service-todo-frontend/, because: 'a port of the node or a load balancer is what was asked for' },
];

describe.skipIf(helmVersion === undefined)('the rendered objects', () => {
	const rendered: Record<string, Rendered> = {};
	beforeAll(() => {
		for (const [name, inputs] of Object.entries(cases)) rendered[name] = render(inputs);
	}, 60_000);

	it('have only fields that Kubernetes and the operators know', async () => {
		const folder = mkdtempSync(join(root, 'node_modules', '.typed-'));
		const file = join(folder, 'objects.ts');
		writeFileSync(file, toTypescript(rendered));
		const options = [
			'--noEmit',
			'--strict',
			'--skipLibCheck',
			'--module',
			'nodenext',
			'--moduleResolution',
			'nodenext',
			'--target',
			'es2022',
		];
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[join(root, 'node_modules/typescript/bin/tsc'), ...options, '--ignoreConfig', file],
			{
				maxBuffer: 64 * 1024 * 1024,
			},
		).catch((error: { stdout: string }) => error);
		expect(stdout).toBe('');
	}, 120_000);

	it.each(Object.keys(cases))('have nothing against the Pod Security Standards and the usual practice: %s', async (name) => {
		const found = await judge(name, rendered[name]!);
		const unexplained = found
			.filter(({ where }) => where !== 'Pod-coredns.yaml')
			.filter(({ rule, where }) => !exceptions.some((each) => each.rule.test(rule) && each.where.test(where)));
		expect(unexplained).toEqual([]);
	});

	it.skipIf(helm3 === undefined).each(Object.entries(cases))('are the same from Helm 3: %s', (_name, inputs) => {
		const sorted = ({ objects }: Rendered) =>
			[...objects]
				.sort((one, other) => `${one.kind} ${one.metadata.name}`.localeCompare(`${other.kind} ${other.metadata.name}`))
				.map(withoutChance);
		expect(sorted(render({ ...inputs, program: helm3! }))).toEqual(sorted(render(inputs)));
	});
});

/** Without what is random on purpose. */
function withoutChance(object: KubernetesObject): KubernetesObject {
	return object.kind === 'Secret'
		? { ...object, data: Object.fromEntries(Object.keys(object.data ?? {}).map((key) => [key, ''])) }
		: object;
}
