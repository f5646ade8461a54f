import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '../support/web.js';

describe('the built web', () => {
	let root: string;
	let html: string;
	beforeAll(async () => {
		root = await buildWeb();
		html = readFileSync(join(root, 'index.html'), 'utf8');
	}, 30_000);

	it('loads at most 100 kB before it can be used', () => {
		const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
		expect(files.length).toBeGreaterThan(1);
		const bytes = ['index.html', ...files].reduce((sum, path) => sum + gzipSync(readFileSync(join(root, path))).length, 0);
		expect(bytes).toBeLessThan(100_000);
	});

	it('writes no script and no style into the page', () => {
		expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
	});
});
