import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Machine, node, program, Terminal } from './terminal.js';

describe('the demo of the built program', () => {
	let machine: Machine;
	let terminal: Terminal | undefined;
	beforeEach(() => {
		machine = new Machine();
		mkdirSync(join(machine.folder, 'tmp'));
	});
	afterEach(() => {
		terminal?.kill();
		machine.remove();
	});

	const temporary = () => readdirSync(join(machine.folder, 'tmp'));
	const show = (args: readonly string[], { cols = 80, env = {} }: { cols?: number; env?: Record<string, string> } = {}) => {
		terminal = new Terminal(['demo', ...args], machine, { cols, rows: 40, env: { TMPDIR: join(machine.folder, 'tmp'), ...env } });
		return terminal;
	};
	const pipe = (args: readonly string[], env: Record<string, string | undefined> = {}) =>
		spawnSync(node, [program, 'demo', ...args], {
			cwd: machine.folder,
			env: { ...machine.env, TMPDIR: join(machine.folder, 'tmp'), ...env },
			encoding: 'utf8',
			timeout: 60_000,
		});

	it('tells a scenario on a terminal, starts the real app, and takes everything away again', { timeout: 90_000 }, async () => {
		const file = join(machine.folder, 'demo.cast');
		const screen = show(['bad-key', '--fast', '--record', file]);
		await screen.until('What was really made', 40_000);
		expect(screen.text).toContain('Simulated: A wrong key.');
		expect(screen.text).toContain('The bundled app really runs on this machine.');
		const [, url = ''] = /really runs on this machine\.[\s\S]*?Open +(http:\/\/localhost:\d+)/.exec(screen.text) ?? [];
		expect((await fetch(`${url}/ready`)).status).toBe(200);
		const [folder = ''] = temporary();
		expect(readdirSync(join(machine.folder, 'tmp', folder, 'todo-k8s'))).toContain('setup.yaml');

		screen.type('f');
		await screen.until('Which file?');
		screen.type('q');
		await screen.until('❯ Open the app');
		screen.type('q');
		expect(await screen.ended).toBe(0);
		expect(screen.text).toContain('Its app was ended and its folder removed.');
		expect(temporary()).toEqual([]);
		await expect(fetch(`${url}/ready`)).rejects.toThrow();
		expect(screen.raw).not.toContain('sk-simulated');

		expect(await replay(file)).toBe(screen.text);
	});

	it('shows a menu, captions at reading speed, and leaves nothing behind after Ctrl+C', { timeout: 30_000 }, async () => {
		const screen = show([]);
		await screen.until('What should happen to the simulated machine?');
		screen.press('down');
		await screen.until('❯ WSL 2: no driver');
		screen.press('enter');
		await screen.until('"minikube start" ended with DRV_NOT_DETECTED');
		screen.type(' ');
		await screen.until('All probes look at the machine');
		screen.press('left');
		await screen.until('"minikube start" ended with DRV_NOT_DETECTED');
		screen.press('interrupt');
		expect(await screen.ended).toBe(130);
		expect(temporary()).toEqual([]);
		expect(screen.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(screen.raw.lastIndexOf('\u001b[?25l'));
	});

	it('fits into 60 columns, and carries the badge', { timeout: 30_000 }, async () => {
		const screen = show(['helm-missing'], { cols: 60 });
		await screen.until(/─ simulated ─/);
		await screen.until('space go on');
		screen.type('s');
		await screen.until('Your Todo Chatbot is running.', 20_000);
		screen.press('interrupt');
		expect(await screen.ended).toBe(130);
		for (const line of screen.text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
	});

	it('runs through by itself off a terminal, without a home, with captions as lines', { timeout: 60_000 }, () => {
		const { status, stderr, stdout } = pipe(['docker-down'], { HOME: undefined });
		expect(status).toBe(0);
		expect(stderr).toContain('[simulated] Everything is installed, but the Docker service was stopped.');
		expect(stderr).toContain('(docker.not-running)');
		expect(stderr).toContain('[real] The app was ended again, and its folder removed.');
		expect(stdout).toMatch(/Ready: http:\/\/localhost:\d+/);
		expect(temporary()).toEqual([]);
		expect(readdirSync(machine.folder).sort()).toEqual(['bin', 'tmp']);
	});

	it('says the same as JSON', { timeout: 60_000 }, () => {
		const { status, stdout } = pipe(['low-memory', '--json']);
		const events = stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { event: string; says?: string; exitCode?: number });
		expect(status).toBe(0);
		expect(events.filter(({ event, says }) => event === 'note' && says?.startsWith('[simulated] ')).length).toBeGreaterThan(5);
		expect(events.filter(({ event }) => event === 'report')).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
	});

	it('names the scenarios to whoever asks for another one', () => {
		const { status, stderr } = pipe(['wsl3']);
		expect(status).toBe(2);
		expect(stderr).toContain('"wsl3" is not known here; demo takes fresh-laptop or wsl2-no-driver');
	});

	it('says so when the recording cannot be written', () => {
		const file = join(machine.folder, 'no-such-folder', 'demo.cast');
		expect(pipe(['low-memory', '--record', file])).toMatchObject({
			status: 2,
			stderr: `--record: the file ${file} cannot be written (ENOENT).\n`,
		});
	});
});

/** What a player of the recording shows at its end. */
async function replay(file: string): Promise<string> {
	const [first = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
	const header = JSON.parse(first) as { version: number; width: number; height: number };
	expect(header).toMatchObject({ version: 2, width: 80, height: 40 });
	const screen = new xterm.Terminal({ cols: header.width, rows: header.height, allowProposedApi: true, scrollback: 1000 });
	let last = 0;
	for (const line of lines) {
		const [at, kind, data] = JSON.parse(line) as [number, string, string];
		expect(at).toBeGreaterThanOrEqual(last);
		last = at;
		if (kind === 'o') await new Promise<void>((resolve) => screen.write(data, resolve));
	}
	const { active } = screen.buffer;
	const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row));
	return rows.map((row) => `${row?.isWrapped ? '' : '\n'}${row?.translateToString(true) ?? ''}`).join('');
}
