import { describe, expect, it } from 'vitest';
import { greetingFor, type Seen } from '../../src/cli/greet.js';
import { drawSettled } from '../../src/front-ends/tui/screens/settled.js';

const terminal: Seen = {
	args: [],
	version: '1.2.3',
	env: {},
	platform: 'linux',
	stdinIsTerminal: true,
	stdoutIsTerminal: true,
	columns: 80,
	hasColors: false,
};

describe('the first line, before all else is loaded', () => {
	it.each(['1.2.3', '10.10.100', '1.0.0-next.10'])('is the one that the front end would draw, for version %s', (version) => {
		for (let columns = 40; columns < 90; columns++) {
			const canvas = { columns, rows: 24, unicode: true, atMs: 0, spoken: false };
			const [drawn, ...more] = drawSettled({ kind: 'banner', command: '', version }, canvas);
			const line = drawn?.pieces.map(({ text }) => text).join('');
			// What takes two lines is left to the front end.
			expect(greetingFor({ ...terminal, version, columns }), `${columns} columns`).toEqual(
				more.length > 0 ? undefined : { to: 'stdout', line },
			);
		}
	});

	it('is bold and dim where there are colours, and as wide as usual where the terminal does not say', () => {
		const { line } = greetingFor({ ...terminal, hasColors: true }) ?? {};
		expect(line?.startsWith('  \u001B[1mtodo-k8s-setup 1.2.3\u001B[22m ')).toBe(true);
		expect(line?.endsWith(' \u001B[2ma Todo Chatbot on Kubernetes, here\u001B[22m')).toBe(true);
		expect(greetingFor({ ...terminal, columns: 0 })?.line).toHaveLength(78);
	});

	it('is the plain name for prompts in lines', () => {
		expect(greetingFor({ ...terminal, args: ['up', '--plain'] })).toEqual({ to: 'stderr', line: 'todo-k8s-setup 1.2.3' });
	});

	it.each<[string, Partial<Seen>]>([
		['a narrow terminal, which the front end fits it to', { columns: 50 }],
		['a flag with a value before the command, as flags are not known yet', { args: ['--cluster', 'minikube', 'up'] }],
		['a pipe', { stdoutIsTerminal: false }],
		['CI', { env: { CI: 'true' } }],
		['JSON', { args: ['doctor', '--json'] }],
		['a report', { args: ['doctor', '--report'] }],
		['a command that prints something else', { args: ['logs', 'backend'] }],
		['a word that is no command', { args: ['upp'] }],
	])('is not shown for %s', (_what, seen) => {
		expect(greetingFor({ ...terminal, ...seen })).toBeUndefined();
	});
});
