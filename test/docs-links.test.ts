import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseArgv } from '../src/cli/argv.js';
import { commands } from '../src/cli/flags.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name.replaceAll('\\', '/')}`),
];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
/** Without what stands in fences: a link there is only shown. */
const proseOf = (page: string) => textOf(page).replace(/^```[\s\S]*?^```/gm, '');

const links = pages.flatMap((page) =>
	[...proseOf(page).matchAll(/\[[^\]]*\]\(([^)\s]+)\)|\bsrc(?:set)?="([^"]+)"/g)].map(([, link, picture]) => ({
		page,
		target: link ?? picture ?? '',
	})),
);

/** The anchor that a heading gets. */
function toAnchor(heading: string): string {
	const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
	return text
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
}
const anchorsOf = (page: string) => [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => toAnchor(heading));

/** What is wrong with a link, or nothing. */
function wrongWith({ page, target }: (typeof links)[number]): string | undefined {
	if (/^[a-z]+:/.test(target)) return undefined;
	const [path = '', anchor] = target.split('#');
	const file = path === '' ? page : join(dirname(page), path);
	if (!existsSync(join(root, file))) return `${page}: ${target} is not there`;
	if (anchor === undefined) return undefined;
	if (!statSync(join(root, file)).isFile()) return `${page}: ${target} has an anchor, and ${file} is a folder`;
	return anchorsOf(file).includes(anchor) ? undefined : `${page}: ${file} has no heading for #${anchor}`;
}

/** Lines that call the program, in code of either kind; the words behind its name, up to a pipe, a redirection or a remark. */
const calls = pages
	.filter((page) => !page.startsWith('docs/findings/'))
	.flatMap((page) => {
		const shown = [...textOf(page).matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
		const inline = [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
		return [...shown, ...inline].flatMap((code) => {
			const [, words] = /(?:^|[|;&(] *|[A-Z_]+=\S* )(?:npx todo-k8s-setup|npm start --|todo-k8s-setup)((?: [^|<>&;)#]*)?)/.exec(code) ?? [];
			return words === undefined ? [] : [{ page, words: words.trim() }];
		});
	});

function toArgs(words: string): readonly string[] {
	return [...words.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

describe('the pages of this repository', () => {
	it('are found, and so are their links and the calls that they show', () => {
		expect(pages.length).toBeGreaterThan(150);
		expect(links.length).toBeGreaterThan(200);
		expect(calls.length).toBeGreaterThan(15);
	});

	it('link only to what is there', () => {
		expect(links.flatMap((link) => wrongWith(link) ?? [])).toEqual([]);
	});

	it('show only calls that the command line takes', () => {
		const wrong = calls.flatMap(({ page, words }) => {
			try {
				parseArgv(toArgs(words));
				return [];
			} catch (error) {
				return [`${page}: todo-k8s-setup ${words}: ${(error as Error).message}`];
			}
		});
		expect(wrong).toEqual([]);
	});

	it('are all to be found from the index of docs', () => {
		const linked = links.filter(({ page }) => page === 'docs/README.md').map(({ target }) => target);
		const own = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
		expect(own.filter((name) => !linked.includes(name))).toEqual([]);
	});

	it('have every command in the table of the README', () => {
		const rows = textOf('README.md')
			.split('\n')
			.filter((line) => line.startsWith('| `'));
		const missing = commands.filter(
			({ name }) => name !== '' && !rows.some((row) => new RegExp(`^[^|]*\`${name}[ \`]`).test(row.slice(2))),
		);
		expect(missing.map(({ name }) => name)).toEqual([]);
	});
});
