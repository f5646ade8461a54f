import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import pkg from '../../package.json' with { type: 'json' };

const folder = new URL('../../.changeset/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n');

/** What is wrong with a changeset, or nothing. */
function wrongWith(text: string): string | undefined {
	const [, head, says = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
	if (head === undefined) return 'it does not begin with lines between ---';
	const bumps = Object.entries((parse(head) ?? {}) as Record<string, unknown>);
	const [[name, bump] = []] = bumps;
	if (bumps.length !== 1 || name !== pkg.name) return `it is not about ${pkg.name}`;
	if (!['patch', 'minor', 'major'].includes(String(bump))) return `${bump} is none of patch, minor and major`;
	return says.trim() === '' ? 'it says nothing to users' : undefined;
}

describe('.changeset', () => {
	it('has changesets that are well-formed, and nothing else', () => {
		const files = readdirSync(folder).filter((file) => !['README.md', 'changelog.cjs', 'config.json'].includes(file));
		expect(files.filter((file) => !/^[a-z0-9-]+\.md$/.test(file))).toEqual([]);
		expect(files.flatMap((file) => wrongWith(textOf(file)) ?? [])).toEqual([]);
	});

	it.each([
		['---\n"todo-k8s-setup": minor\n---\n\n`status` says how old the copies are.\n', undefined],
		['"todo-k8s-setup": minor\n', 'it does not begin with lines between ---'],
		['---\n"todo-setup": minor\n---\n\nNew.\n', 'it is not about todo-k8s-setup'],
		['---\n---\n\nNew.\n', 'it is not about todo-k8s-setup'],
		['---\n"todo-k8s-setup": huge\n---\n\nNew.\n', 'huge is none of patch, minor and major'],
		['---\n"todo-k8s-setup": patch\n---\n\n', 'it says nothing to users'],
	])('judges %j', (text, wrong) => {
		expect(wrongWith(text)).toBe(wrong);
	});
});

describe('CHANGELOG.md', () => {
	it('begins with what this version is', () => {
		const text = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
		expect(/^## (.+)$/m.exec(text)?.[1]).toBe(pkg.version);
	});
});
