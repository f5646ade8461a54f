import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dependent, promised, questions, shapes, tables } from './json-tables.js';

const page = new URL('../../docs/json-and-answers.md', import.meta.url);
const place = /<!-- table: (\w+) -->\n[\s\S]*?<!-- end -->/g;

describe('docs/json-and-answers.md', () => {
	it('has its tables as the types, the schema and the questions say them (npm run docs)', async () => {
		const text = readFileSync(page, 'utf8').replaceAll('\r\n', '\n');
		const written = text.replace(place, (_, name: string) => `<!-- table: ${name} -->\n\n${tables[name]}\n\n<!-- end -->`);
		await expect(written).toMatchFileSnapshot('../../docs/json-and-answers.md');
	});

	it('has a place for every table', () => {
		const names = [...readFileSync(page, 'utf8').matchAll(place)].map(([, name]) => name);
		expect([...names].sort()).toEqual(Object.keys(tables).sort());
	});

	it('leaves no event and no object of the schema out', () => {
		expect(Object.keys(shapes).filter((name) => !(name in tables))).toEqual(['remedy']);
	});

	it.each(Object.entries(promised))('tells each %s that the schema has, and no other', (_name, [told, inSchema]) => {
		expect([...(inSchema ?? [])].sort()).toEqual([...told].sort());
	});

	it('says of no answer but one that is asked what it depends on', () => {
		const ids = questions.map(({ id }) => id);
		expect(Object.keys(dependent).filter((id) => !ids.includes(id))).toEqual([]);
	});
});
