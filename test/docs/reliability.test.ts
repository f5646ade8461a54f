import { describe, expect, it } from 'vitest';
import { readRecord, toPage } from '../e2e/repair/report.js';
import { rows, tables } from '../e2e/repair/rows/index.js';

describe('docs/reliability.md', () => {
	it('says what the table and its last runs say (npm run docs)', async () => {
		await expect(toPage(tables, readRecord())).toMatchFileSnapshot('../../docs/reliability.md');
	});

	it('has a row under each id once', () => {
		const ids = rows.map(({ id }) => id);
		expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
	});

	it('keeps nothing of rows that are gone', () => {
		const ids = new Set(rows.map(({ id }) => id));
		expect(readRecord().rows.filter(({ id }) => !ids.has(id))).toEqual([]);
	});

	it('compares with raw commands at least ten times', () => {
		expect(rows.filter(({ byHand }) => byHand).length).toBeGreaterThanOrEqual(10);
	});
});
