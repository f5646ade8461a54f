import { describe, expect, it } from 'vitest';
import { parseArgv } from '../../src/cli/argv.js';
import { commands, flags } from '../../src/cli/flags.js';
import { helpText } from '../../src/cli/help.js';
import { createProduct } from '../../src/cli/product.js';
import { allQuestions } from '../../src/cli/read-options.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';

const product = createProduct({ version: '0.1.0', system: simulatedPorts(freshWorld()).system, templates: '/t', bundles: '/b' });
const questions = [...allQuestions(product).values()];

/** The arguments of an example: what stands behind the program's name, up to a pipe, a redirection or a column of remarks. */
function toArgs(example: string): readonly string[] {
	const [, line = ''] = /todo-k8s-setup(?= |$)(.*?)(?: {2,}.*| [|>] .*)?$/.exec(example) ?? [];
	return line.split(' ').filter(Boolean);
}

describe('the help', () => {
	it.each(commands.map(({ name }) => name))('of "%s" has two examples, its own flags and those common to all', (name) => {
		const text = helpText(name);
		const examples =
			text
				.slice(text.indexOf('Examples:\n') + 10)
				.split('\n\n')[0]
				?.split('\n') ?? [];

		expect(examples.length).toBeGreaterThanOrEqual(2);
		for (const example of examples) expect(example).toMatch(name === '' ? /todo-k8s-setup/ : new RegExp(`todo-k8s-setup ${name}`));
		for (const flag of flags) {
			const shown = text.split('\n').some((line) => line.startsWith(`  --${flag.name} `));
			expect(shown, `--${flag.name}`).toBe(flag.commands === undefined || flag.commands.includes(name));
		}
	});

	it.each(commands.map(({ name }) => name))('of "%s" has two examples that the command line takes', (name) => {
		const [, text = ''] = /Examples:\n([\s\S]*?)\n\n/.exec(helpText(name)) ?? [];
		const lines = text.split('\n').map((line) => toArgs(line));
		expect(lines.length).toBeGreaterThanOrEqual(2);
		expect(new Set(lines.map((args) => args.join(' '))).size).toBe(lines.length);
		for (const args of lines) expect(name === '' ? 'up' : name).toBe(parseArgv(args).command || 'up');
	});

	it('of completion says how the script gets into each shell that it knows', () => {
		const text = helpText('completion').toLowerCase();
		for (const shell of commands.find(({ name }) => name === 'completion')?.takes ?? []) {
			expect(text).toMatch(new RegExp(`^  ${shell} +.*todo-k8s-setup completion ${shell}`, 'm'));
		}
	});

	it.each(['npx todo-k8s-setup', 'npm start --'] as const)('called as %s shows commands that can be typed there', (call) => {
		const text = helpText('doctor', call);
		expect(text).toContain(`Usage: ${call} doctor [flags]`);
		expect(text).toContain(`\n  ${call} doctor --fix\n`);
		// A shell completes only what is on its PATH.
		expect(helpText('completion', call)).toContain('"$(todo-k8s-setup completion bash)"');
	});

	it('of everything names every command', () => {
		for (const { name } of commands) expect(helpText('')).toContain(`\n  ${name || '(none)'} `);
	});

	it('of a command that does not exist is the one of everything', () => {
		expect(helpText('dance')).toBe(helpText(''));
	});
});

describe('the flags', () => {
	const ofAnswers = flags.filter(({ commands: own, value }) => value && own?.includes('up')).map(({ name }) => name);

	it('are those of the questions, each with a variable of the same name', () => {
		const asked = questions.flatMap(({ flag }) => (flag === undefined ? [] : [flag]));

		expect([...ofAnswers].sort()).toEqual([...asked].sort());
		for (const { flag, env } of questions) if (flag) expect(env).toContain(`TODO_K8S_${flag.toUpperCase().replaceAll('-', '_')}`);
	});

	it('show the values that their questions take', () => {
		for (const { flag, options, open } of questions) {
			if (!flag || !options || open) continue;
			expect(flags.find(({ name }) => name === flag)?.value).toBe(options.map(({ value }) => value).join('|'));
		}
	});

	it('never take a secret', () => {
		const secrets = questions.filter(({ secret }) => secret);
		expect(secrets.map(({ id }) => id).sort()).toEqual(['aiKey', 'databaseUrl', 'geminiKey', 'openaiKey']);
		for (const { flag } of secrets) expect(flag).toBeUndefined();
	});
});
