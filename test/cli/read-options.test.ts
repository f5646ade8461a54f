import { describe, expect, it } from 'vitest';
import { parseArgv } from '../../src/cli/argv.js';
import type { Mode } from '../../src/cli/mode.js';
import { createProduct } from '../../src/cli/product.js';
import { readOptions } from '../../src/cli/read-options.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import type { RunOptions } from '../../src/engine/run.js';

const cwd = '/nowhere/at/all';
const terminal: Mode = { frontEnd: 'tui', canAsk: true, unicode: true, because: 'it is a terminal' };
const pipe: Mode = { frontEnd: 'plain', canAsk: false, unicode: true, because: 'stdin is not a terminal' };

interface Given {
	readonly files?: Readonly<Record<string, string>>;
	readonly env?: Readonly<Record<string, string>>;
	readonly mode?: Mode;
	readonly cwd?: string | undefined;
}

function read(args: readonly string[], given: Given = {}): Promise<RunOptions> {
	const { files = {}, env = {}, mode = terminal } = given;
	const ports = simulatedPorts(
		freshWorld({ files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`${cwd}/${path}`, { text, mode: 0o600 }])) }),
	);
	const product = createProduct({ version: '0.1.0', system: ports.system, templates: '/t', bundles: '/b' });
	return readOptions(parseArgv(args), { env, cwd: 'cwd' in given ? given.cwd : cwd, mode, ports, product });
}

describe('the options of a run', () => {
	it('are a folder below this one, unless named', async () => {
		expect(await read(['up'])).toMatchObject({
			command: 'up',
			dir: `${cwd}/todo-k8s`,
			stateDir: `${cwd}/todo-k8s/.todo-k8s`,
			yes: false,
			asks: false,
		});
		expect((await read(['up', '--dir', '../other'])).dir).toBe('/nowhere/at/other');
		expect((await read(['up'], { env: { TODO_K8S_DIR: '/absolute' } })).dir).toBe('/absolute');
	});

	it('ask only in the wizard', async () => {
		expect((await read([])).asks).toBe(true);
		expect((await read(['up'])).asks).toBe(false);
	});

	it.each([
		['1', true],
		['true', true],
		['yes', true],
		['no', false],
		['', false],
	])('take TODO_K8S_YES=%j as %s', async (value, yes) => {
		expect((await read(['up'], { env: { TODO_K8S_YES: value } })).yes).toBe(yes);
	});

	it('make the certificate file absolute, because later runs start elsewhere', async () => {
		expect((await read(['up', '--ca-file', 'company.pem'])).sources.flags['ca-file']).toBe(`${cwd}/company.pem`);
	});

	it('are refused off a terminal when the wizard was meant, with what to use instead', async () => {
		await expect(read([], { mode: pipe })).rejects.toThrow(
			'The wizard asks questions, and nobody can answer here (stdin is not a terminal). Use "todo-k8s-setup up --yes", or "todo-k8s-setup plan" to look first.',
		);
		expect((await read(['--yes'], { mode: pipe })).yes).toBe(true);
	});

	it('are refused in a folder that does not exist any more', async () => {
		await expect(read(['up'], { cwd: undefined })).rejects.toThrow('The folder you are in does not exist any more.');
	});
});

describe('an answers file', () => {
	it('is read as YAML or JSON', async () => {
		expect(
			(await read(['up', '--answers', 'a.yaml'], { files: { 'a.yaml': 'cluster: none\nport: 3100\nai: null\n' } })).sources.file,
		).toEqual({ cluster: 'none', port: '3100' });
		expect((await read(['up', '--answers', 'a.json'], { files: { 'a.json': '{"cluster": "none"}' } })).sources.file).toEqual({
			cluster: 'none',
		});
		expect((await read(['up'], { env: { TODO_K8S_ANSWERS: 'a.yaml' }, files: { 'a.yaml': 'ai: none\n' } })).sources.file).toEqual({
			ai: 'none',
		});
	});

	it('is refused with a key that nobody asks for, and with a secret, at once', async () => {
		const failed = read(['up', '--answers', 'a.yaml'], { files: { 'a.yaml': 'clutser: none\nopenaiKey: sk-should-not-be-here\n' } });
		const { message } = await failed.then(
			() => new Error('it was accepted'),
			(error: Error) => error,
		);

		expect(message).toContain('a.yaml: there is no answer called "clutser". Known are cluster, environment, ai,');
		expect(message).toContain(
			'a.yaml: "openaiKey" is a secret and does not belong into an answers file. Use OPENAI_API_KEY or --secrets-from.',
		);
		expect(message).not.toContain('sk-should');
	});

	it('is refused when it cannot be read, or is no YAML', async () => {
		await expect(read(['up', '--answers', 'gone.yaml'])).rejects.toThrow('--answers: the file gone.yaml cannot be read.');
		await expect(read(['up', '--answers', 'a.yaml'], { files: { 'a.yaml': 'a: [1\n' } })).rejects.toThrow(
			/^a\.yaml is not valid YAML: line \d+, column \d+:/,
		);
	});
});

describe('a secrets file', () => {
	it('is read as lines of KEY=VALUE', async () => {
		const { sources } = await read(['up', '--secrets-from', 's.env'], {
			files: { 's.env': '# mine\nOPENAI_API_KEY="sk-from-a-file"\nEMPTY=\n' },
		});

		expect(Object.keys(sources.secrets)).toEqual(['OPENAI_API_KEY']);
		expect(sources.secrets.OPENAI_API_KEY?.reveal()).toBe('sk-from-a-file');
		expect(JSON.stringify(sources)).not.toContain('sk-from');
	});

	it('is refused when it cannot be read, or holds no such line', async () => {
		await expect(read(['up', '--secrets-from', 'gone'])).rejects.toThrow('--secrets-from: the file gone cannot be read.');
		await expect(read(['up', '--secrets-from', 's.env'], { files: { 's.env': 'just words\n' } })).rejects.toThrow(
			'--secrets-from: s.env holds no line of the form KEY=VALUE.',
		);
	});
});
