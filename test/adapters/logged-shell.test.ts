import { describe, expect, it } from 'vitest';
import { loggedShell } from '../../src/adapters/logged-shell.js';
import { Redactor, Secret } from '../../src/core/secret.js';
import type { Shell } from '../../src/core/shell.js';
import { exited, type Scripted, ScriptedShell } from '../support/scripted-shell.js';

/** A shell with a log, and what was written into it. */
function logged(script: Readonly<Record<string, Scripted>>): { readonly shell: Shell; readonly text: () => string } {
	const lines: string[] = [];
	const redactor = new Redactor();
	redactor.learn(new Secret('hunter2-hunter2'));
	const log = { write: (line: string) => void lines.push(line), keepIn: async () => undefined, close: async () => undefined };
	return { shell: loggedShell(new ScriptedShell(script), log, redactor), text: () => lines.join('\n').replace(/\d+ ms/g, 'N ms') };
}

describe('the log of commands', () => {
	it('notes what ran, how it ended and what it said, without secrets and without input', async () => {
		const { shell, text } = logged({ 'tool hunter2-hunter2': exited(2, 'I got hunter2-hunter2\n', 'and failed\n') });
		await shell.run(['tool', 'hunter2-hunter2'], { input: 'only on stdin' });

		expect(text()).toBe('$ tool [secret]\n  exit 2, N ms\n  | I got [secret]\n  | and failed');
	});

	it('notes a pipe as one command', async () => {
		const { shell, text } = logged({ 'docker save x | docker load': 'Loaded image: x' });
		await shell.pipe(['docker', 'save', 'x'], ['docker', 'load']);

		expect(text()).toBe('$ docker save x | docker load\n  exit 0, N ms\n  | Loaded image: x');
	});

	it.each([
		['missing', { kind: 'missing', program: 'tool' }],
		['timed-out', { kind: 'timed-out', afterMs: 5 }],
	] as const)('says in a word how a command without an exit code ended: %s', async (word, outcome) => {
		const { shell, text } = logged({ tool: outcome });
		await shell.run(['tool']);
		expect(text()).toBe(`$ tool\n  ${word}, N ms`);
	});

	it('shortens what is long to its end', async () => {
		const { shell, text } = logged({ tool: `${'a'.repeat(100_000)}THE END` });
		await shell.run(['tool']);

		expect(text().length).toBeLessThan(5000);
		expect(text()).toMatch(/\n {2}\| …a+THE END$/);
	});

	it('keeps no half of a secret where it shortens', async () => {
		const { shell, text } = logged({ tool: `${'a'.repeat(5000)}hunter2-hunter2${'b'.repeat(3992)}` });
		await shell.run(['tool']);

		expect(text()).toMatch(/\n {2}\| …a*\[secret\]b+$/);
	});

	it('leaves out what a private command prints, whether it is run or piped', async () => {
		const { shell, text } = logged({
			'helm status': exited(0, 'a value of theirs', 'a note on it'),
			'helm get | tar': 'a value of theirs',
		});
		const outcome = await shell.run(['helm', 'status'], { isPrivate: true });
		await shell.pipe(['helm', 'get'], ['tar'], { isPrivate: true });

		expect(outcome).toEqual(exited(0, 'a value of theirs', 'a note on it'));
		expect(text()).toBe('$ helm status\n  exit 0, N ms\n$ helm get | tar\n  exit 0, N ms');
	});

	it('notes why a private command failed, and still not what it printed', async () => {
		const { shell, text } = logged({ 'helm status': exited(1, 'half a value', 'Error: release: not found') });
		await shell.run(['helm', 'status'], { isPrivate: true });

		expect(text()).toBe('$ helm status\n  exit 1, N ms\n  | Error: release: not found');
	});
});
