import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chart, profiles, templates } from './support/helm.js';

const read = (path: string) => readFileSync(path, 'utf8');
const components = ['backend', 'frontend'] as const;

interface Schema {
	type?: string;
	description?: string;
	default?: unknown;
	properties?: Record<string, Schema>;
	additionalProperties?: unknown;
}

/** Every key of a schema that is written out, as a path; free maps are one key. */
function schemaKeys(schema: Schema, path = ''): [string, Schema][] {
	return Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
		value.properties === undefined ? [[`${path}${key}`, value] as [string, Schema]] : schemaKeys(value, `${path}${key}.`),
	);
}

function valueKeys(values: object, path = ''): [string, unknown][] {
	return Object.entries(values).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
			? valueKeys(value, `${path}${key}.`)
			: [[`${path}${key}`, value] as [string, unknown]],
	);
}

describe.each(components)('the values of %s', (component) => {
	const values = parse(read(`${chart}/charts/${component}/values.yaml`)) as object;
	const schema = JSON.parse(read(`${chart}/charts/${component}/values.schema.json`)) as Schema;

	it('have the same keys and defaults as their schema', () => {
		const described = schemaKeys(schema)
			.filter(([key]) => key !== 'global')
			.map(([key, { default: value }]) => [key, value]);
		expect(Object.fromEntries(described)).toEqual(Object.fromEntries(valueKeys(values)));
	});

	it('are described and closed at every level', () => {
		const open: string[] = [];
		const visit = (part: Schema, path: string) => {
			if (part.properties !== undefined && part.additionalProperties !== false) open.push(path);
			if (path !== '' && !part.description) open.push(`${path} (no description)`);
			for (const [key, value] of Object.entries(part.properties ?? {})) visit(value, `${path}/${key}`);
		};
		visit(schema, '');
		expect(open).toEqual([]);
	});

	it('are all in the table of the README with their defaults', () => {
		const rows = new Map([...read(`${chart}/README.md`).matchAll(/^\| `([^`]+)` \| `([^`]*)` \|/gm)].map(([, key, value]) => [key, value]));
		const expected = valueKeys(values).map(([key, value]) => [
			`${component}.${key}`,
			typeof value === 'string' ? value || '""' : JSON.stringify(value),
		]);
		expect(Object.fromEntries([...rows].filter(([key]) => key!.startsWith(`${component}.`)))).toEqual(Object.fromEntries(expected));
	});
});

describe.each(profiles)('values-%s.yaml', (profile) => {
	const text = read(`${templates}values/values-${profile}.yaml`);

	it('has every key that the wizard sets', () => {
		const keys = valueKeys(parse(text) as object).map(([key]) => key);
		expect(keys).toEqual(
			expect.arrayContaining([
				'backend.image.repository',
				'backend.environment',
				'backend.ai.backend',
				'backend.ai.baseUrl',
				'backend.ai.model',
				'backend.database.driver',
				'backend.secrets.existingSecret',
				'frontend.image.repository',
				'frontend.service.type',
				'frontend.service.nodePort',
			]),
		);
	});

	it('explains every key that it has', () => {
		const lines = text.split('\n');
		const bare = lines.filter((line, index) => /^ +\w+: \S/.test(line) && !/^ +# /.test(lines[index - 1] ?? ''));
		expect(bare).toEqual([]);
	});
});
