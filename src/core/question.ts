import type { Phrase } from './phrase.js';
import type { Ports } from './ports.js';

export interface Option {
	readonly value: string;
	readonly title: string;
	/** What it costs: memory, download, time. */
	readonly hint?: string;
	/** Why it cannot be chosen here; set means it is shown but refused. */
	readonly refused?: string;
}

/** Something that only the user can know. Its id is its key in answers files and in setup.yaml. */
export interface Question {
	readonly id: string;
	/** Without the dashes. A secret has none: secrets are never flags. */
	readonly flag?: string;
	/** TODO_K8S_ variables; a secret may have well-known ones, too (OPENAI_API_KEY). First one that is set wins. */
	readonly env: readonly string[];
	readonly asks: Phrase;
	/** One line on what the answer is used for. */
	readonly help?: Phrase;
	/** Given: one of these. Not given: free text. */
	readonly options?: readonly Option[];
	/** The options are only the usual ones: a flag, a variable or a file may give any other that `problem` accepts. */
	readonly open?: boolean;
	/** Id of the question whose answer this one belongs to: what was answered for another one does not count. */
	readonly belongsTo?: string;
	/** Used when nobody answers. undefined: an answer is required. */
	readonly fallback?: string;
	readonly secret?: boolean;
	/** Not asked by the wizard, only settable. */
	readonly quiet?: boolean;
	/** Not taken from memory of earlier runs. */
	readonly forgets?: boolean;
	/** What is wrong with an answer, as a sentence that says what would be right. */
	problem?(raw: string): string | undefined;
	/** Tries the answer against the world (a key at its provider). A refusal is a problem; what could not be tried is a note. */
	try?(raw: string, ports: Ports, signal: AbortSignal): Promise<{ readonly problem?: string; readonly note?: string }>;
}

/** Answers by question id; secrets are kept apart. */
export type Answers = Readonly<Record<string, string>>;

/** The problem of an answer by the question's own rules, before the world is asked. */
export function problemOf(question: Question, raw: string): string | undefined {
	const { options, open } = question;
	if (options && !(open && !options.some(({ value }) => value === raw))) {
		const option = options.find(({ value }) => value === raw);
		if (!option) return `"${raw}" is none of ${options.map(({ value }) => value).join(', ')}.`;
		if (option.refused) return option.refused;
	}
	return question.problem?.(raw);
}
