import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { UsageError } from '../core/error.js';
import { belongsTo, commands, flags } from './flags.js';

/** The command line, checked. */
export interface Argv {
	/** '' is the wizard. */
	readonly command: string;
	/** The word behind the command: a component, a finding id. */
	readonly argument: string | undefined;
	/** The word behind that one: the name of a secret. */
	readonly detail: string | undefined;
	/** Flags with a value, by name. */
	readonly values: Readonly<Record<string, string>>;
	/** Flags that may be given several times, in the order of the line. */
	readonly lists: Readonly<Record<string, readonly string[]>>;
	readonly switches: ReadonlySet<string>;
}

/** Names of secrets that people try to give as flags; where they belong is said instead. */
const secretFlags: Readonly<Record<string, string>> = {
	'openai-api-key': 'OPENAI_API_KEY',
	'openai-key': 'OPENAI_API_KEY',
	'gemini-api-key': 'GEMINI_API_KEY',
	'gemini-key': 'GEMINI_API_KEY',
	'ai-api-key': 'AI_API_KEY',
	'ai-key': 'AI_API_KEY',
	'api-key': 'OPENAI_API_KEY',
};

/** Every mistake of the command line at once, each with what would be right. */
export function parseArgv(args: readonly string[]): Argv {
	const options = Object.fromEntries(
		flags.map(({ name, value }) => [
			name,
			{
				type: value ? ('string' as const) : ('boolean' as const),
				...(name === 'help' ? { short: 'h' } : name === 'yes' ? { short: 'y' } : name === 'version' ? { short: 'v' } : {}),
			},
		]),
	);
	const { tokens, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
	const [command = '', argument, ...others] = positionals;
	const problems: string[] = [];
	const values: Record<string, string> = {};
	const lists: Record<string, string[]> = {};
	const switches = new Set<string>();

	const known = commands.find(({ name }) => name === command);
	if (!known)
		problems.push(
			`There is no command "${command}". Did you mean "${nearest(
				command,
				commands.map(({ name }) => name),
			)}"?`,
		);
	// A word behind a misspelt flag is most likely its value, so that only the flag is complained of.
	const misspelt = (tokens ?? []).some((token) => token.kind === 'option' && !flags.some(({ name }) => name === token.name));
	if (known && argument !== undefined && !known.argument && !misspelt)
		problems.push(`"${argument}" is one word too many after "${command}".`);
	if (known?.takes && argument !== undefined && !known.takes.includes(argument))
		problems.push(`"${argument}" is not known here; ${command} takes ${known.takes.join(' or ')}.`);
	const [detail, ...more] = known?.detail ? others : [undefined, ...others];
	if (more.length > 0) problems.push(`"${more.join(' ')}" is too much on this line.`);

	for (const token of tokens ?? []) {
		if (token.kind !== 'option') continue;
		const flag = flags.find(({ name }) => name === token.name);
		if (!flag) {
			problems.push(unknownFlag(token.rawName, token.name));
		} else if (known && !belongsTo(flag, command)) {
			problems.push(`--${flag.name} does not belong to "${command || 'todo-k8s-setup'}".`);
		} else if (!flag.value) {
			if (token.value !== undefined) problems.push(`--${flag.name} takes no value.`);
			switches.add(flag.name);
		} else if (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--'))) {
			problems.push(`--${flag.name} needs a value: --${flag.name} ${flag.value}.`);
		} else if (flag.many) lists[flag.name] = [...(lists[flag.name] ?? []), token.value];
		else values[flag.name] = token.value;
	}
	if (problems.length > 0) throw new UsageError(problems.join('\n'));
	return { command, argument, detail, values, lists, switches };
}

function unknownFlag(raw: string, name: string): string {
	const variable = secretFlags[name];
	if (variable)
		return `A secret is never a flag, because other users could read it. Set ${variable} in the environment, or use --secrets-from FILE.`;
	return `There is no flag ${raw}. Did you mean --${nearest(
		name,
		flags.map((flag) => flag.name),
	)}?`;
}

function nearest(word: string, words: readonly string[]): string {
	return closest(
		word,
		words.filter((each) => each !== ''),
	);
}
