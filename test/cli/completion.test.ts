import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completionCommand, completionScript, type ShellName } from '../../src/cli/completion.js';
import { belongsTo, commands, flags } from '../../src/cli/flags.js';
import { Written } from '../front-ends/written.js';
import { askFish, isInstalled, ShellSession } from './shell-session.js';

const names = commands.flatMap(({ name }) => (name ? [name] : [])).sort();
const flagsOf = (command: string) =>
	flags
		.filter((flag) => belongsTo(flag, command))
		.map(({ name }) => `--${name}`)
		.sort();

const valuesOf = (flag: string) => [...(flags.find(({ name }) => name === flag)?.value?.split('|') ?? [])].sort();

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'completion-'));
	mkdirSync(join(folder, 'my-folder'));
	writeFileSync(join(folder, 'my-answers.yaml'), '');
	for (const shell of ['bash', 'zsh', 'fish'] as const) writeFileSync(join(folder, `script.${shell}`), completionScript(shell));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['bash', 'zsh', 'fish'] as const)('the script in a real %s', (shell) => {
	const there = isInstalled(shell);
	const why = `${shell} is not installed here, so its script was not tried.`;
	let session: ShellSession | undefined;
	beforeAll(async () => {
		if (there && shell !== 'fish') session = await ShellSession.open(shell, folder, join(folder, `script.${shell}`));
	});
	afterAll(() => session?.close());

	/** Some shells name the flag again in front of its value, and folders with their slash. */
	async function ask(line: string): Promise<readonly string[]> {
		const found = session ? await session.ask(line) : askFish(folder, join(folder, `script.${shell}`), line);
		return found.map((word) => word.replace(/^--[a-z-]+=/, '').replace(/\/$/, ''));
	}

	it.for<readonly [string, readonly string[]]>([
		['', names],
		['lo', ['logs']],
		['--dir somewhere pl', ['plan']],
		['--dir=somewhere pl', ['plan']],
		['logs ', ['backend', 'frontend']],
		['logs f', ['frontend']],
		['completion ', ['bash', 'fish', 'powershell', 'zsh']],
		['--clus', ['--cluster']],
		['up --clus', ['--cluster']],
		['up --cluster ', valuesOf('cluster')],
		['up --cluster=', valuesOf('cluster')],
		['up --cluster=mi', ['minikube']],
		['up --yes --ai o', valuesOf('ai').filter((value) => value.startsWith('o'))],
		['verify --re', ['--restart']],
		['verify --clus', []],
		['down --delete-', ['--delete-cluster', '--delete-data']],
		['up --answers my-a', ['my-answers.yaml']],
		['up --dir my', ['my-folder']],
		['explain --fact a=b --fac', ['--fact']],
	])('proposes after "%s" what the line takes there', async ([line, expected], { skip }) => {
		if (!there) skip(why);
		expect(await ask(line)).toEqual(expected);
	});

	it('proposes for each command its own flags and those common to all', async ({ skip }) => {
		if (!there) skip(why);
		for (const name of names) expect(await ask(`${name} --`), name).toEqual(flagsOf(name));
		expect(await ask('--'), 'the wizard').toEqual(flagsOf(''));
	});
});

describe('the script for PowerShell', () => {
	const script = completionScript('powershell');

	it('names every command with its flags, and every alternative', () => {
		for (const { name, takes = [] } of commands) {
			const row = script.split('\n').find((line) => line.startsWith(`\t\t'${name}' = @('--`));
			expect([...(row ?? '').matchAll(/'(--[a-z-]+)'/g)].map(([, flag]) => flag).sort(), name).toEqual(flagsOf(name));
			if (takes.length > 0) expect(script).toContain(`\t\t'${name}' = @(${takes.map((word) => `'${word}'`).join(', ')})\n`);
		}
		for (const { name, value } of flags.filter((flag) => flag.value?.includes('|'))) {
			expect(script).toContain(
				`\t\t'--${name}' = @(${value
					?.split('|')
					.map((word) => `'${word}'`)
					.join(', ')})\n`,
			);
		}
	});

	it('closes every bracket and every quote', () => {
		const open: string[] = [];
		for (const bracket of script
			.replace(/^\s*#.*$/gm, '')
			.replace(/'(?:[^']|'')*'/g, '')
			.match(/[^\s\w]/g) ?? []) {
			if ('({['.includes(bracket)) open.push(bracket);
			if (')}]'.includes(bracket)) expect(`${open.pop()}${bracket}`).toMatch(/^(\(\)|\{\}|\[\])$/);
			expect(bracket).not.toBe("'");
		}
		expect(open).toEqual([]);
	});
});

describe('completion', () => {
	function run(args: readonly string[], env: Record<string, string> = {}, platform: NodeJS.Platform = 'linux') {
		const [stdout, stderr] = [new Written(), new Written()];
		const streams = { stdout: { ...stdout.stream, on: () => undefined }, stderr: stderr.stream, env, platform };
		const code = completionCommand(['completion', ...args], streams as never);
		return { code, out: stdout.text, complaint: stderr.text };
	}

	it.each<ShellName>(['bash', 'zsh', 'fish', 'powershell'])('prints the script for %s and nothing else', (shell) => {
		expect(run([shell])).toEqual({ code: 0, out: completionScript(shell), complaint: '' });
	});

	it('takes the shell that the user logs in with when none is named', () => {
		expect(run([], { SHELL: '/usr/bin/fish' }).out).toBe(completionScript('fish'));
		expect(run([], {}, 'win32').out).toBe(completionScript('powershell'));
		expect(run([], { SHELL: 'C:\\Program Files\\Git\\usr\\bin\\bash.exe' }, 'win32').out).toBe(completionScript('bash'));
	});

	it.each([{}, { SHELL: '/bin/tcsh' }])('asks which shell it is for where that is not known: %j', (env) => {
		const { code, out, complaint } = run([], env as Record<string, string>);
		expect([code, out]).toEqual([2, '']);
		expect(complaint).toContain('Which shell is it for? Say "todo-k8s-setup completion bash", or one of zsh, fish, powershell');
	});

	it('refuses a shell that it does not know, with those that it does', () => {
		expect(run(['tcsh'])).toMatchObject({ code: 2, complaint: expect.stringContaining('"tcsh" is not known here') });
	});

	it('is one JSON object with --json', () => {
		expect(JSON.parse(run(['zsh', '--json']).out)).toEqual({ shell: 'zsh', script: completionScript('zsh') });
	});
});
