import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src/', import.meta.url));

interface Import {
	/** Relative to src, with `/`. */
	readonly from: string;
	/** A path relative to src, or the name of a package or of a Node module. */
	readonly to: string;
	readonly kind: 'own' | 'package';
}

function filesBelow(folder: string): readonly string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
	});
}

const toName = (path: string) => relative(root, path).split(sep).join('/');
const files = filesBelow(root);

/** Static and dynamic imports, and re-exports. */
const imports: readonly Import[] = files.flatMap((path) => {
	const text = readFileSync(path, 'utf8');
	const found = [...text.matchAll(/(?:^(?:import|export)\b[^;'"]*?from\s*|^import\s*|\bimport\()\s*['"]([^'"]+)['"]/gm)];
	return found.map(
		([, to = '']): Import =>
			to.startsWith('.')
				? { from: toName(path), to: toName(resolve(dirname(path), to)), kind: 'own' }
				: { from: toName(path), to: to.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'), kind: 'package' },
	);
});

const folderOf = (path: string) => path.split('/')[0] ?? '';
/** A variant is a folder of its own: clusters/minikube. */
const variantOf = (path: string) => path.split('/').slice(0, 2).join('/');

type Rule = (to: string, from: string) => boolean;
const inFolder =
	(...folders: readonly string[]): Rule =>
	(to) =>
		folders.includes(folderOf(to));
const sameVariant: Rule = (to, from) =>
	folderOf(from) === folderOf(to) && (variantOf(from) === variantOf(to) || to.split('/').length === 2 || from.split('/').length === 2);
const any =
	(...rules: readonly Rule[]): Rule =>
	(to, from) =>
		rules.some((rule) => rule(to, from));

/** Who may import whom, by the first folder. */
const arrows: Readonly<Record<string, Rule>> = {
	core: inFolder('core'),
	// What is known of causes; judges facts and texts, and asks nobody.
	knowledge: inFolder('core', 'knowledge'),
	engine: inFolder('core', 'engine', 'knowledge'),
	tools: inFolder('core', 'knowledge', 'tools'),
	clusters: any(inFolder('core', 'knowledge', 'tools'), sameVariant),
	ai: any(inFolder('core', 'tools'), sameVariant),
	database: any(inFolder('core', 'tools'), sameVariant),
	workloads: inFolder('core', 'knowledge', 'tools', 'workloads'),
	release: inFolder('core', 'knowledge', 'tools', 'workloads', 'release'),
	adapters: inFolder('core', 'adapters'),
	'front-ends': any(inFolder('core'), sameVariant, (to) => to.startsWith('front-ends/shared/')),
	demo: any(inFolder('core', 'demo'), (to) => to.endsWith('/simulation.js')),
	cli: () => true,
};

/** Packages and Node modules that a folder may use; whoever is not listed may use none. */
const packages: Readonly<Record<string, readonly string[]>> = {
	adapters: ['node:*', 'conf', 'env-paths', 'execa', 'http-proxy-agent', 'https-proxy-agent', 'nanotar', 'write-file-atomic'],
	release: ['yaml'],
	cli: ['node:*', 'fastest-levenshtein', 'open'],
	'front-ends/tui': ['node:*', 'ink', 'react', 'string-width'],
	'front-ends/plain': ['node:*', '@inquirer/prompts', 'listr2'],
	'front-ends/json': ['node:*'],
	'front-ends/shared': ['diff', 'string-width'],
};

function mayUse({ from, to }: Import): boolean {
	const allowed = [...(packages[folderOf(from)] ?? []), ...(packages[variantOf(from)] ?? [])];
	return allowed.includes(to) || (to.startsWith('node:') && allowed.includes('node:*'));
}

describe('the source', () => {
	it('is read at all', () => {
		expect(files.length).toBeGreaterThan(100);
		expect(imports.length).toBeGreaterThan(400);
		expect(imports).toContainEqual({ from: 'engine/plan.ts', to: 'core/plan.js', kind: 'own' });
		expect(imports).toContainEqual({ from: 'adapters/execa-shell.ts', to: 'execa', kind: 'package' });
	});

	it('has only folders with a rule', () => {
		expect([...new Set(files.map((path) => folderOf(toName(path))))].filter((folder) => !(folder in arrows))).toEqual([]);
	});

	it.each(Object.keys(arrows))('in %s imports only what lies in its direction', (folder) => {
		const wrong = imports.filter(({ from, to, kind }) => kind === 'own' && folderOf(from) === folder && !arrows[folder]?.(to, from));
		expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
	});

	it('is imported by nobody from cli', () => {
		const wrong = imports.filter(({ from, to, kind }) => kind === 'own' && folderOf(to) === 'cli' && folderOf(from) !== 'cli');
		expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
	});

	it('uses simulations only in simulations and in the demo', () => {
		const wrong = imports.filter(
			({ from, to }) => /simulat|^core\/world\./.test(to) && !/simulat/.test(from) && !['demo', 'cli'].includes(folderOf(from)),
		);
		expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
	});

	it('uses packages and Node only where they belong', () => {
		const wrong = imports.filter((each) => each.kind === 'package' && !mayUse(each));
		expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
	});

	it('names every package that it uses in package.json', () => {
		const { devDependencies } = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8'));
		const used = new Set(imports.filter(({ to, kind }) => kind === 'package' && !to.startsWith('node:')).map(({ to }) => to));
		expect([...used].filter((name) => !(name in devDependencies))).toEqual([]);
	});

	it('has no file of more than 250 lines', () => {
		const long = files.flatMap((path) => {
			const lines = readFileSync(path, 'utf8').split('\n').length - 1;
			return lines > 250 ? [`${toName(path)}: ${lines}`] : [];
		});
		expect(long).toEqual([]);
	});

	it('has names in kebab-case, and components in PascalCase', () => {
		const odd = files.map(toName).filter((path) => !/^(?:[a-z0-9-]+\/)*(?:[a-z0-9-]+\.ts|[A-Z][A-Za-z]+\.tsx|[a-z0-9-]+\.tsx)$/.test(path));
		expect(odd).toEqual([]);
	});
});
