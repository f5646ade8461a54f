import type { Finding, Remedy } from '../../core/check.js';
import { BACK, type Decision, LEAVE, type Place } from '../../core/front-end.js';
import { toPlain } from '../../core/phrase.js';
import type { FileChange, Plan } from '../../core/plan.js';
import { problemOf, type Question } from '../../core/question.js';
import { diffLines, findingLines, INDENT, planLines } from './words.js';

export interface AskerOptions {
	readonly stdin: NodeJS.ReadStream;
	/** Where the prompts are drawn. */
	readonly output: NodeJS.WriteStream;
	onInterrupt(): void;
	say(lines: readonly string[]): void;
}

/** What a prompt came to; `over` when it was aborted, interrupted, or the input ended. */
type Reply = { readonly text: string } | 'over';

const BACK_SIGN = '<';
// Read aloud, a spinner is noise.
const THEME = { prefix: { idle: '?', done: 'ok' }, spinner: { interval: 1_000, frames: ['.'] } };

/** Questions as numbered text and one line to type: nothing is redrawn but that line. */
export class Asker {
	readonly #options: AskerOptions;

	constructor(options: AskerOptions) {
		this.#options = options;
	}

	async ask(question: Question, place: Place, signal: AbortSignal): Promise<string | typeof BACK | typeof LEAVE> {
		const { options, secret, help } = question;
		const offered = secret ? undefined : (place.suggestion ?? question.fallback);
		this.#options.say([
			...(help ? [toPlain(help)] : []),
			...(options ?? []).map(({ title, hint, refused }, index) => {
				const fact = refused === undefined ? hint : `not possible here: ${refused}`;
				return `${INDENT}${index + 1}. ${title}${fact === undefined ? '' : `: ${fact}`}`;
			}),
		]);
		const notes: string[] = [];
		const toAnswer = (typed: string) => {
			const text = typed.trim();
			if (!options) return text === '' ? (question.fallback ?? '') : text;
			return options[Number(text) - 1]?.value ?? text;
		};
		const validate = async (typed: string): Promise<boolean | string> => {
			if (typed.trim() === BACK_SIGN) return place.canGoBack || 'This is the first question; Ctrl+C leaves.';
			const answer = toAnswer(typed);
			const problem =
				problemOf(question, answer) ?? (answer === '' && question.fallback === undefined ? 'An answer is needed here.' : undefined);
			if (problem !== undefined) return problem;
			const tried = await place.attempt?.(answer);
			if (tried?.problem === undefined && tried?.note !== undefined) notes.push(tried.note);
			return tried?.problem ?? true;
		};
		const which = place.total > 1 ? `${place.index} of ${place.total}` : '';
		const how = [options ? 'number' : '', place.canGoBack ? `${BACK_SIGN} goes back` : ''].filter((part) => part !== '').join(', ');
		const beside = [which, how].filter((part) => part !== '').join('; ');
		const message = `${toPlain(question.asks)}${beside === '' ? '' : ` (${beside})`}`;
		const shownOffer = options ? numberOf(options.findIndex(({ value }) => value === offered)) : offered;
		const reply = await this.#prompt({ message, validate, secret: secret === true, offered: shownOffer }, signal);
		if (reply === 'over') return LEAVE;
		if (reply.text.trim() === BACK_SIGN) return BACK;
		this.#options.say(notes.map((note) => `note  ${note}`));
		return toAnswer(reply.text);
	}

	async decide(findings: readonly Finding[], resolved: AbortSignal, signal: AbortSignal): Promise<Decision> {
		const [finding, ...others] = findings;
		if (!finding) return { kind: 'leave' };
		const { remedies } = finding;
		this.#options.say([...findingLines(finding), ...others.map(({ says, id }) => `      Also: ${toPlain(says)} (${id})`)]);
		const waits = remedies.some(({ kind }) => kind === 'manual');
		if (waits) this.#options.say([`${INDENT}We watch, and go on by ourselves as soon as it is fine.`]);
		const numbers = remedies.map((_, index) => String(index + 1));
		const validate = (typed: string) =>
			[...numbers, 'r', 'q'].includes(typed.trim()) || `${[...numbers, 'r', 'q'].join(', ')}: one of these.`;
		const message = 'What now? (number, r looks again, q leaves)';
		const either = AbortSignal.any([resolved, signal]);
		for (;;) {
			const offered = remedies[0] === undefined || remedies[0].kind === 'manual' ? 'r' : '1';
			const reply = await this.#prompt({ message, validate, secret: false, offered }, either);
			if (reply === 'over') return resolved.aborted && !signal.aborted ? { kind: 'again' } : { kind: 'leave' };
			const text = reply.text.trim();
			if (text === 'q') return { kind: 'leave' };
			const remedy: Remedy | undefined = remedies[Number(text) - 1];
			if (!remedy) return { kind: 'again' };
			if (remedy.kind !== 'manual') return { kind: 'remedy', remedy };
			this.#options.say([toPlain(remedy.says), ...(remedy.commands ?? []).map((command) => `${INDENT}$ ${command}`)]);
		}
	}

	async approve(plan: Plan, verbose: boolean, signal: AbortSignal): Promise<'run' | typeof BACK | typeof LEAVE> {
		this.#options.say(planLines(plan, { commands: verbose, files: false }));
		const known = ['y', 'n', 'c', 'f', BACK_SIGN];
		const validate = (typed: string) => known.includes(typed.trim()) || `${known.join(', ')}: one of these.`;
		const message = `Run it? (y runs it, n leaves, c commands, f files, ${BACK_SIGN} changes an answer)`;
		for (;;) {
			const reply = await this.#prompt({ message, validate, secret: false, offered: 'y' }, signal);
			if (reply === 'over') return LEAVE;
			switch (reply.text.trim()) {
				case 'y':
					return 'run';
				case BACK_SIGN:
					return BACK;
				case 'c':
					this.#options.say(planLines(plan, { commands: true, files: false }));
					break;
				case 'f':
					this.#options.say(planLines(plan, { commands: false, files: true }));
					break;
				default:
					return LEAVE;
			}
		}
	}

	async confirm(says: string, change: FileChange | undefined, signal: AbortSignal): Promise<boolean> {
		if (change) this.#options.say([change.path, ...diffLines(change)]);
		const validate = (typed: string) => /^(y|yes|n|no)$/i.test(typed.trim()) || 'y or n.';
		const reply = await this.#prompt({ message: `${says} (y or n)`, validate, secret: false, offered: 'n' }, signal);
		return reply !== 'over' && /^y/i.test(reply.text.trim());
	}

	async #prompt(
		{
			message,
			validate,
			secret,
			offered,
		}: {
			message: string;
			validate: (typed: string) => boolean | string | Promise<boolean | string>;
			secret: boolean;
			offered: string | undefined;
		},
		signal: AbortSignal,
	): Promise<Reply> {
		const { stdin, output } = this.#options;
		// Loaded when something is asked: most runs in plain mode ask nothing.
		const { input, password } = await import('./prompts.js');
		// Inquirer waits for ever when its input ends.
		const ended = new AbortController();
		const end = () => ended.abort();
		stdin.once('end', end);
		stdin.once('close', end);
		const context = { input: stdin, output, signal: AbortSignal.any([signal, ended.signal]) };
		try {
			if (stdin.readableEnded || stdin.destroyed) return 'over';
			const text = secret
				? await password({ message, mask: '*', validate, theme: THEME }, context)
				: await input({ message, validate, theme: THEME, ...(offered !== undefined && { default: offered }) }, context);
			return { text };
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			if (error.name === 'ExitPromptError') this.#options.onInterrupt();
			if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') return 'over';
			throw error;
		} finally {
			stdin.off('end', end);
			stdin.off('close', end);
		}
	}
}

function numberOf(index: number): string | undefined {
	return index < 0 ? undefined : String(index + 1);
}
