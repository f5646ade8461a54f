import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Machine, Terminal } from './terminal.js';

describe('the built program on a real terminal', () => {
	let machine: Machine;
	let terminal: Terminal | undefined;
	beforeEach(() => {
		machine = new Machine();
	});
	afterEach(async () => {
		terminal?.kill();
		machine.remove();
	});

	it('asks, goes back with the answer kept, and leaves without changes', async () => {
		terminal = new Terminal([], machine);
		await terminal.until('Where should it run?');
		await terminal.until('❯ None');
		terminal.press('enter');
		await terminal.until('What is it for?');
		terminal.press('down');
		await terminal.until('❯ Staging');
		terminal.press('enter');
		await terminal.until('Which AI answers in the chat?');
		terminal.press('left');
		await terminal.until(/What is it for\?[\s\S]*❯ Staging/);
		terminal.press('interrupt');
		expect(await terminal.ended).toBe(130);
		expect(terminal.text).toContain('Nothing was changed');
		// The first line comes before the rest is loaded, which begins by asking for pasted text as one, and is not shown again.
		expect(terminal.text.split('todo-k8s-setup 0.').length - 1).toBe(1);
		expect(terminal.raw.indexOf('todo-k8s-setup 0.')).toBeLessThan(terminal.raw.indexOf('\u001B[?2004h'));
	});

	it('shows the plan with its files, and esc leaves it', async () => {
		terminal = new Terminal(['--cluster', 'none', '--env', 'dev', '--ai', 'none', '--database', 'sqlite'], machine);
		await terminal.until('Start the app on this machine');
		terminal.press('enter');
		terminal.kill();
		terminal = new Terminal(['--cluster', 'none', '--env', 'dev', '--ai', 'none', '--database', 'sqlite'], machine, { cols: 100 });
		await terminal.until('esc leave');
		terminal.press('escape');
		expect(await terminal.ended).toBe(130);
	});

	it('leaves the terminal sane after Ctrl+C: cursor shown, paste mode off', async () => {
		terminal = new Terminal([], machine);
		await terminal.until('Where should it run?');
		terminal.press('interrupt');
		expect(await terminal.ended).toBe(130);
		expect(terminal.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?25l'));
		expect(terminal.raw.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?2004h'));
	});

	it('takes a masked key that never appears on the screen', async () => {
		terminal = new Terminal(['--cluster', 'none', '--env', 'dev', '--ai', 'openai'], machine);
		await terminal.until('OpenAI key');
		terminal.type('sk-typed0123456789abcdef');
		await terminal.until('cdef');
		expect(terminal.raw).not.toContain('sk-typed');
		terminal.press('interrupt');
		expect(await terminal.ended).toBe(130);
	});

	it('survives a resize to 40 columns and 12 rows, and stays inside', async () => {
		terminal = new Terminal([], machine);
		await terminal.until('Where should it run?');
		terminal.resize(40, 12);
		terminal.press('up');
		await terminal.until('❯ Minikube');
		terminal.press('interrupt');
		expect(await terminal.ended).toBe(130);
	});

	it('asks by appended lines with --plain', async () => {
		terminal = new Terminal(['--plain'], machine, { cols: 60 });
		await terminal.until('Where should it run?');
		expect(terminal.text).toContain('note  Docker: not installed');
		expect(terminal.text.split('todo-k8s-setup 0.').length - 1).toBe(1);
		terminal.press('interrupt');
		expect(await terminal.ended).toBe(130);
	});

	it('asks nobody when CI is set, even on a terminal', async () => {
		terminal = new Terminal([], machine, { env: { CI: 'true' } });
		expect(await terminal.ended).toBe(2);
		expect(terminal.text).toContain('todo-k8s-setup up --yes');
	});

	it('writes no escape sequences with NO_COLOR and --plain', async () => {
		terminal = new Terminal(['doctor', '--plain'], machine, { env: { NO_COLOR: '1' } });
		expect(await terminal.ended).toBe(0);
		expect(terminal.raw).not.toContain('\u001b');
	});
});
