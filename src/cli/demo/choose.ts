import type { FrontEnd } from '../../core/front-end.js';
import type { Question } from '../../core/question.js';
import type { Report } from '../../core/report.js';
import type { Demo } from './demo.js';
import type { Keyboard } from './keyboard.js';

export interface Chosen {
	readonly question: Question;
	/** What a key does at once; a value is chosen by it, otherwise the question stays. */
	readonly shortcuts?: Readonly<Record<string, () => string | undefined>>;
}

/** Lets the person at the terminal choose in the product's own picker; undefined when they leave. */
export async function choose(
	{ signal, interrupt }: Demo,
	keyboard: Keyboard,
	frontEnd: FrontEnd,
	{ question, shortcuts = {} }: Chosen,
): Promise<string | undefined> {
	const over = new AbortController();
	let chosen: string | undefined;
	keyboard.onKey = (key) => {
		if (key === '\u0003') return interrupt();
		if (key === 'q') return over.abort();
		const shortcut = shortcuts[key];
		if (!shortcut) return keyboard.pass(key);
		chosen = shortcut();
		if (chosen !== undefined) over.abort();
	};
	const answer = await frontEnd.ask(question, { index: 1, total: 1, canGoBack: false }, AbortSignal.any([signal, over.signal]));
	return typeof answer === 'string' ? answer : chosen;
}

/** A last screen that says one sentence. */
export function saying(says: string): Report {
	return {
		outcome: 'done',
		exitCode: 0,
		says,
		verified: [],
		findings: [],
		causes: [],
		done: [],
		held: [],
		left: [],
		lastLines: [],
		next: [],
		seconds: 0,
	};
}
