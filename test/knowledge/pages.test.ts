import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/knowledge/entry.js';
import { entries } from '../../src/knowledge/index.js';
import { toMarkdown, toPage } from '../../src/knowledge/page.js';

const known: readonly Entry[] = entries;
const folder = new URL('../../docs/findings/', import.meta.url);

/** `npm run docs` writes them anew. */
describe('the pages of docs/findings', () => {
	it.each(known.map((entry) => [entry.id, entry] as const))('%s says what is known', async (id, entry) => {
		await expect(toMarkdown(entry)).toMatchFileSnapshot(`../../docs/findings/${id}.md`);
	});

	it('list every finding, and there is no page of one that is gone', async () => {
		const rows = known.map(({ id, title, cause, layer }) => `| [${id}](${id}.md) | ${title} | ${layer} | ${cause ? `\`${cause}\`` : ''} |`);
		const text = [
			'# Findings',
			'',
			'Every finding has a permanent id. `todo-k8s-setup explain ID` shows its page in the terminal.',
			'',
			'| Finding | What it says | Layer | Root cause |',
			'|---|---|---|---|',
			...rows,
			'',
		];
		await expect(text.join('\n')).toMatchFileSnapshot('../../docs/findings/README.md');
		expect(readdirSync(folder).sort()).toEqual(['README.md', ...known.map(({ id }) => `${id}.md`)].sort());
	});

	it('say in every case what it means, how we tell, what helps and what the wizard does', () => {
		for (const entry of known) {
			const headings = toPage(entry).map(({ heading }) => heading);
			expect(headings, entry.id).toEqual(expect.arrayContaining(['What it means', 'How we tell', 'What todo-k8s-setup does']));
			expect(
				headings.some((heading) => heading.startsWith('How to fix it by hand')),
				entry.id,
			).toBe(true);
		}
	});
});
