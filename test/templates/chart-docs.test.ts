import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readKeys, toSchema, toTable } from './support/chart-docs.js';
import { chart } from './support/helm.js';

const components = ['backend', 'frontend', 'postgres', 'ollama', 'monitoring'].filter((name) =>
	existsSync(`${chart}/charts/${name}/values.yaml`),
);
const titles: Readonly<Record<string, string>> = {
	backend: 'API',
	frontend: 'Web',
	postgres: 'Postgres',
	ollama: 'Ollama',
	monitoring: 'Monitoring',
};
const valuesOf = (folder: string) => parse(readFileSync(`${folder}/values.yaml`, 'utf8')) as Record<string, unknown>;

describe('what is told about the values', () => {
	it.each([['todo-chatbot', chart], ...components.map((name) => [name, `${chart}/charts/${name}`])])(
		'is in the schema of %s as the comments say it (npm run docs)',
		async (name, folder) => {
			const schema = toSchema(`Values of ${name}`, readKeys(`${folder}/values.yaml`));
			await expect(`${JSON.stringify(schema, undefined, '  ')}\n`).toMatchFileSnapshot(`${folder}/values.schema.json`);
		},
	);

	it('is in the README as the comments say it (npm run docs)', async () => {
		const own = readKeys(`${chart}/values.yaml`);
		const isGlobal = ({ path }: { path: readonly string[] }) => path[0] === 'global';
		const sections = [
			`### The release\n\n${toTable(
				own.filter((key) => !isGlobal(key)).filter(({ path }) => !components.includes(path[0]!) || path.length > 1),
				'',
			)}`,
			`### All components\n\n${toTable(own.filter(isGlobal), '')}`,
			...components.map((name) => {
				const keys = readKeys(`${chart}/charts/${name}/values.yaml`).filter((key) => !isGlobal(key) && key.path[0] !== 'enabled');
				return `### ${titles[name]}\n\n${toTable(keys, `${name}.`)}`;
			}),
		];
		const [before] = readFileSync(`${chart}/README.md`, 'utf8').split('## Values\n');
		await expect(`${before}## Values\n\n${sections.join('\n\n')}\n`).toMatchFileSnapshot(`${chart}/README.md`);
	});

	it.each(components)('is the same for all components in %s', (name) => {
		const block = (folder: string) => {
			const text = readFileSync(`${folder}/values.yaml`, 'utf8');
			return text.slice(text.indexOf('# Settings of all components;'));
		};
		expect(block(`${chart}/charts/${name}`)).toBe(block(chart));
		expect(valuesOf(`${chart}/charts/${name}`).global).toEqual(valuesOf(chart).global);
	});
});
