import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aiChoices } from '../../src/ai/index.js';
import { createProduct } from '../../src/cli/product.js';
import { clusters } from '../../src/clusters/index.js';
import { Secret } from '../../src/core/secret.js';
import { databases } from '../../src/database/index.js';
import { toValues } from '../../src/release/folder/values.js';
import { chart, components, helmVersion, profiles, render, templates } from './support/helm.js';

const read = (path: string) => readFileSync(path, 'utf8');

interface Schema {
	description?: string;
	properties?: Record<string, Schema>;
	additionalProperties?: unknown;
}

describe.each(components)('the schema of %s', (component) => {
	it('is closed at every level and describes every key', () => {
		const open: string[] = [];
		const visit = (part: Schema, path: string) => {
			if (part.properties !== undefined && part.additionalProperties !== false) open.push(path);
			if (path !== '' && !part.description) open.push(`${path} (no description)`);
			for (const [key, value] of Object.entries(part.properties ?? {})) visit(value, `${path}/${key}`);
		};
		visit(JSON.parse(read(`${chart}/charts/${component}/values.schema.json`)) as Schema, '');
		expect(open).toEqual([]);
	});
});

describe.each([...profiles, 'ollama', 'monitoring', 'kind'])('values-%s.yaml', (name) => {
	it('says of every key that it has why it is so', () => {
		const lines = read(`${templates}values/values-${name}.yaml`).split('\n');
		const bare = lines.filter((line, index) => /^ +\w+: \S/.test(line) && !/^ +# /.test(lines[index - 1] ?? ''));
		expect(bare).toEqual([]);
	});
});

/** Every way in which the wizard's questions can be answered, as far as the chart hears of it. */
const answered = aiChoices.flatMap(({ id: ai }) =>
	databases.flatMap(({ id: database }) =>
		['nodeport', 'port-forward', 'ingress'].flatMap((exposure) =>
			profiles.map((environment) => ({
				cluster: 'minikube',
				environment,
				ai,
				database,
				exposure,
				tls: 'selfSigned',
				aiBaseUrl: 'http://models:8080/v1',
				...(ai === 'compatible' ? { aiModel: 'tiny' } : {}),
			})),
		),
	),
);

describe.skipIf(helmVersion === undefined)('what the wizard writes into the values', () => {
	const system = { sha256: (text: string) => text } as never;
	const product = createProduct({ version: '1.2.3', system, templates, bundles: '' });

	it.each(answered)('is accepted by the chart: $ai, $database, $exposure, $environment', (answers) => {
		const secrets = { databaseUrl: new Secret('postgresql://todo:x@db.example.com:6432/todo') };
		const settings = product.settings('/todo', answers, secrets, new Set());
		const target = clusters.find(({ id }) => id === answers.cluster)!.target(settings);
		if (target.kind !== 'kubernetes') throw new Error('Minikube is no cluster of Kubernetes any more.');
		const wanted = toValues(settings, answers.environment, target.exposure);
		const values: Record<string, unknown> = {};
		for (const [path, value] of Object.entries(wanted)) {
			if (!['string', 'number', 'boolean'].includes(typeof value)) continue;
			const keys = path.split('.');
			const parent = keys
				.slice(0, -1)
				.reduce<Record<string, unknown>>((part, key) => (part[key] ??= {}) as Record<string, unknown>, values);
			parent[keys.at(-1)!] = value;
		}
		const rendered = render({ profile: answers.environment, values });
		const { data } = rendered.find('ConfigMap', 'todo-backend');
		expect(data).toMatchObject({ ENVIRONMENT: answers.environment, AI_BACKEND: answers.ai, DATABASE_DRIVER: answers.database });
		expect(
			rendered
				.all('StatefulSet')
				.map(({ metadata }) => metadata.name)
				.sort(),
		).toEqual([...(answers.ai === 'ollama' ? ['todo-ollama'] : []), ...(answers.database === 'postgres' ? ['todo-postgres'] : [])]);
		expect(rendered.all('Ingress').length).toBe(answers.exposure === 'ingress' ? 1 : 0);
		// Each key that the pods ask for is one that the wizard puts into the Secret.
		const asked = rendered.pods
			.flatMap(({ spec }) => spec.volumes)
			.flatMap(({ projected }) => projected?.sources ?? [])
			.filter(({ secret }: { secret: { optional?: boolean } }) => !secret.optional)
			.flatMap(({ secret }: { secret: { items: { key: string }[] } }) => secret.items.map(({ key }) => key));
		expect(settings.secretKeys.map(({ key }) => key)).toEqual(expect.arrayContaining([...new Set(asked)]));
	});

	it('has a comment already in each values file, beside the key', () => {
		for (const environment of profiles) {
			const keys = parse(read(`${templates}values/values-${environment}.yaml`)) as Record<string, Record<string, unknown>>;
			expect(Object.keys(keys)).toEqual(expect.arrayContaining(['global', 'backend', 'frontend', 'postgres', 'ollama', 'monitoring']));
		}
	});
});
