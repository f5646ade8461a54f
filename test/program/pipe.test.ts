import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Machine, node, program } from './terminal.js';

describe('the built program through a pipe', () => {
	let machine: Machine;
	beforeEach(() => {
		machine = new Machine();
	});
	afterEach(() => machine.remove());

	const run = (args: readonly string[], { env = {}, input }: { env?: Record<string, string>; input?: string } = {}) =>
		spawnSync(node, [program, ...args], {
			cwd: machine.folder,
			env: { ...machine.env, ...env },
			encoding: 'utf8',
			timeout: 30_000,
			...(input === undefined ? {} : { input }),
		});

	it('prints its version and nothing else', () => {
		const { version } = JSON.parse(readFileSync(join(program, '..', '..', 'package.json'), 'utf8')) as { version: string };
		expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
	});

	it('prints a script for the shell that is named, and nothing else', () => {
		const { status, stdout, stderr } = run(['completion', 'bash']);
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(/\ncomplete -F _todo_k8s_setup todo-k8s-setup\n$/);
	});

	it('tells the wizard from nobody to answer: exit 2 and the command to use', () => {
		const { status, stdout, stderr } = run([]);
		expect(status).toBe(2);
		expect(stdout + stderr).toContain('Use "todo-k8s-setup up --yes"');
	});

	it('shows the plan and wants --yes', () => {
		const { status, stderr } = run(['up']);
		expect(status).toBe(2);
		expect(stderr).toContain('Add --yes to run it.');
		expect(readdirSync(machine.folder)).not.toContain('todo-k8s');
	});

	it.each([
		{ args: ['upp'], says: 'Did you mean "up"?' },
		{ args: ['up', '--yes', '--clster', 'none'], says: 'There is no flag --clster. Did you mean --cluster?' },
		{ args: ['up', '--yes', '--cluster', 'kindd'], says: '--cluster: "kindd" is none of minikube, none.' },
		{ args: ['up', '--yes', '--port', 'eighty'], says: '"eighty" is not a port' },
		{ args: ['up', '--yes', '--namespace', 'My Space'], says: '"My Space" is not a Kubernetes name' },
		{ args: ['up', '--yes', '--answers', 'nowhere.yaml'], says: 'the file nowhere.yaml cannot be read' },
		{ args: ['up', '--yes', '--api-key', 'sk-123'], says: 'A secret is never a flag' },
		{ args: ['up', '--yes', '--ai', 'openai'], says: 'OpenAI key: missing. Give it by OPENAI_API_KEY' },
		{ args: ['up', '--yes', '--ai', 'compatible'], says: 'Address of the server: missing. Give it by --ai-base-url' },
		{ args: ['up', '--yes', '--ca-file', 'nowhere.pem'], says: 'nowhere.pem is no file with a certificate' },
		{ args: ['up', '--yes', '--npm-registry', 'https://me:word@npm.example'], says: 'The address holds a user name or password' },
		{ args: ['verify'], says: 'There is no setup in' },
		{ args: ['doctor', '--timeout', 'soon'], says: '--timeout takes seconds, not "soon"' },
	])('answers $args with exit 2 and what would be right', ({ args, says }) => {
		const { status, stdout, stderr } = run(args);
		expect(`${stdout}${stderr}`).toContain(says);
		expect(status).toBe(2);
	});

	it('names line and column of a broken answers file, and every unknown key', () => {
		writeFileSync(join(machine.folder, 'broken.yaml'), 'cluster: none\nai: [\n');
		expect(run(['up', '--yes', '--answers', 'broken.yaml']).stderr).toMatch(/broken\.yaml is not valid YAML: line \d+, column \d+/);
		writeFileSync(join(machine.folder, 'odd.yaml'), 'cluster: none\nflavour: sweet\nopenaiKey: sk-in-a-file\n');
		const { status, stderr } = run(['up', '--yes', '--answers', 'odd.yaml']);
		expect(status).toBe(2);
		expect(stderr).toContain('there is no answer called "flavour"');
		expect(stderr).toContain('"openaiKey" is a secret and does not belong into an answers file');
		expect(stderr).not.toContain('sk-in-a-file');
	});

	it('prints only JSON on stdout with --json, also when it fails', () => {
		for (const args of [
			['doctor', '--json'],
			['up', '--json'],
			['up', '--yes', '--json', '--nonsense'],
		]) {
			const lines = run(args).stdout.trim().split('\n');
			const events = lines.map((line) => JSON.parse(line) as { event: string });
			expect(events.at(-1)?.event).toBe('report');
		}
	});

	it('reports a missing cluster with every remedy, exit 3', () => {
		const { status, stdout } = run(['up', '--yes', '--cluster', 'minikube', '--json']);
		const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { outcome: string; findings: readonly { id: string }[] };
		expect([status, report.outcome]).toEqual([3, 'blocked']);
		// Root is also told that Minikube will not work for root.
		const ids = report.findings.map(({ id }) => id).filter((id) => id !== 'minikube.as-root');
		expect(ids).toEqual(['docker.missing', 'minikube.missing', 'kubectl.missing', 'helm.missing']);
	});

	it('leaves a folder with files of the user alone', () => {
		mkdirSync(join(machine.folder, 'mine'));
		writeFileSync(join(machine.folder, 'mine', 'README.md'), 'my own words\n');
		const { status, stderr } = run(['up', '--yes', '--cluster', 'none', '--dir', 'mine']);
		expect(status).toBe(2);
		expect(stderr).toContain('holds files of yours that the setup would write (README.md)');
		expect(readFileSync(join(machine.folder, 'mine', 'README.md'), 'utf8')).toBe('my own words\n');
		expect(readdirSync(join(machine.folder, 'mine'))).toEqual(['README.md']);
	});

	it('says that a folder cannot be made where a file is', () => {
		writeFileSync(join(machine.folder, 'taken'), 'a file\n');
		const { status, stderr } = run(['up', '--yes', '--cluster', 'none', '--dir', 'taken/todo']);
		expect(status).toBe(3);
		expect(stderr).toContain('host.folder-not-writable');
		expect(stderr).toContain('is a file, not a folder');
	});

	it('works without a home, and with one that cannot be read', () => {
		const { HOME: _home, TODO_K8S_CONFIG_DIR: _config, ...homeless } = machine.env;
		const ended = spawnSync(node, [program, 'doctor'], {
			cwd: machine.folder,
			env: homeless,
			encoding: 'utf8',
			timeout: 30_000,
		});
		expect(ended.status).toBe(0);
		expect(run(['doctor'], { env: { HOME: '/nowhere/at/all', TODO_K8S_CONFIG_DIR: '' } }).status).toBe(0);
	});

	it('takes secrets from stdin', () => {
		const { status, stderr } = run(['plan', '--cluster', 'none', '--ai', 'openai', '--secrets-from', '-'], {
			input: 'OPENAI_API_KEY=sk-from-stdin-0123456789\n',
		});
		expect(status).toBe(0);
		expect(stderr).not.toContain('sk-from-stdin');
	});
});
