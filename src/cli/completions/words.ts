import { belongsTo, commands, type Flag, flags } from '../flags.js';

/** What a shell has to know, in the order of the tables of the command line. */
export interface CommandWords {
	/** '' is the wizard. */
	readonly name: string;
	readonly says: string;
	/** Words that its argument may be. */
	readonly takes: readonly string[];
	readonly flags: readonly FlagWords[];
}

export interface FlagWords {
	/** With its dashes. */
	readonly name: string;
	readonly says: string;
	/** `nothing`: a switch. `words`: one of `words`. `free`: anything, so that nothing can be proposed. */
	readonly takes: 'nothing' | 'words' | 'file' | 'folder' | 'free';
	readonly words: readonly string[];
	/** What the value looks like, for people. */
	readonly value: string;
	readonly many: boolean;
}

export const programName = 'todo-k8s-setup';

export const commandWords: readonly CommandWords[] = commands.map(({ name, says, takes = [] }) => ({
	name,
	says,
	takes,
	flags: flags.filter((flag) => belongsTo(flag, name)).map(toFlagWords),
}));

/** Every flag once, whichever command it belongs to. */
export const allFlagWords: readonly FlagWords[] = flags.map(toFlagWords);

function toFlagWords({ name, says, value = '', many = false }: Flag): FlagWords {
	const words = value.includes('|') ? value.split('|') : [];
	return { name: `--${name}`, says, value, many, words, takes: takenBy(value) };
}

function takenBy(value: string): FlagWords['takes'] {
	if (value === '') return 'nothing';
	if (value.includes('|')) return 'words';
	if (value === 'FILE') return 'file';
	return value === 'FOLDER' ? 'folder' : 'free';
}

/** The names of those flags whose value is of one of these kinds. */
export function namesOf(flags: readonly FlagWords[], ...takes: readonly FlagWords['takes'][]): readonly string[] {
	return flags.filter((flag) => takes.includes(flag.takes)).map(({ name }) => name);
}
