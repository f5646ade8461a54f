import type { Known } from '../core/check.js';
import { Cancelled, UsageError } from '../core/error.js';
import { BACK, type FrontEnd, LEAVE } from '../core/front-end.js';
import type { Ports } from '../core/ports.js';
import { type Answers, problemOf, type Question } from '../core/question.js';
import { Secret } from '../core/secret.js';
import type { Product } from '../core/setup.js';
import { answerOf, type Sources, stillCounts } from './sources.js';

export interface Answered {
	readonly answers: Answers;
	/** By question id. */
	readonly secrets: Readonly<Record<string, Secret>>;
	/** Those of them that the user gave when asked, now or in an earlier round of this run. */
	readonly typed: Typed;
}

/** By question id. */
export interface Typed {
	readonly answers: Answers;
	readonly secrets: Readonly<Record<string, Secret>>;
}

export const nothingTyped: Typed = { answers: {}, secrets: {} };

export interface AskOptions {
	readonly product: Product;
	readonly known: Known;
	readonly sources: Sources;
	readonly ports: Ports;
	readonly signal: AbortSignal;
	/** Someone who answers; undefined: fallbacks count, and what has none is missing. */
	readonly frontEnd: FrontEnd | undefined;
	/** Chosen in this run already, for instance by a remedy; these are stronger than everything else. */
	readonly chosen: Answers;
	/** What the user answered in this run already; it is asked anew only when `again` says so. */
	readonly typed: Typed;
	/** Ids of questions to ask although they have an answer. */
	readonly again: ReadonlySet<string>;
	/** Names of secrets that are where the app reads them already. */
	kept(answers: Answers): Promise<ReadonlySet<string>>;
	note(says: string): void;
}

/**
 * Answers all questions, in order; later ones depend on earlier ones. All
 * problems are collected and reported at once. BACK returns to the question
 * that was asked before.
 */
export async function answerAll(options: AskOptions): Promise<Answered> {
	const { product, known, frontEnd } = options;
	const given: Record<string, string> = { ...options.chosen };
	const secrets: Record<string, Secret> = {};
	const asked: string[] = [];
	const settled = new Set<string>();
	const problems = new Map<string, string>();
	const suggestions: Record<string, string> = {};

	for (;;) {
		const questions = product.questions(known, given);
		const question = questions.find(({ id }) => !settled.has(id));
		if (!question) break;
		const { id } = question;

		const isAgain = options.again.has(id) && !question.secret;
		const chosen = options.chosen[id] ?? (isAgain ? undefined : typedBefore(question, options));
		const found =
			isAgain && !question.quiet
				? undefined
				: chosen !== undefined
					? { raw: chosen, from: 'your choice' }
					: answerOf(question, options.sources, given);
		if (found) {
			const problem = problemOf(question, found.raw);
			if (problem) problems.set(id, `${describeGiven(question, found.from)}: ${question.secret ? 'this is not accepted. ' : ''}${problem}`);
			else if (question.secret) await keepSecret(question, found.raw, found.from, options, secrets, problems);
			else given[id] = found.raw;
			settled.add(id);
			continue;
		}
		const secretBefore = options.again.has(id) ? undefined : options.typed.secrets[id];
		if (secretBefore) {
			secrets[id] = secretBefore;
			settled.add(id);
			continue;
		}
		if (question.secret && !options.again.has(id) && (await options.kept(given)).has(id)) {
			settled.add(id);
			continue;
		}
		if (!frontEnd || question.quiet) {
			if (question.fallback !== undefined) {
				if (!question.secret) given[id] = question.fallback;
			} else problems.set(id, missing(question));
			settled.add(id);
			continue;
		}

		const open = questions.filter((each) => !each.quiet && (asked.includes(each.id) || !settled.has(each.id)));
		const suggestion = question.secret
			? undefined
			: (suggestions[id] ??
				options.chosen[id] ??
				typedBefore(question, options) ??
				answerOf(question, options.sources, given)?.raw ??
				(stillCounts(question, options.sources.memory, given) ? options.sources.memory[id] : undefined) ??
				question.fallback);
		const attempt = question.try;
		const answer = await frontEnd.ask(
			question,
			{
				index: asked.length + 1,
				total: asked.length + open.filter((each) => !asked.includes(each.id)).length,
				canGoBack: asked.length > 0,
				...(suggestion === undefined ? {} : { suggestion }),
				...(attempt ? { attempt: (raw: string) => attempt(raw, options.ports, options.signal) } : {}),
			},
			options.signal,
		);
		if (answer === LEAVE) throw new Cancelled('Nothing was changed.');
		if (answer === BACK) {
			const before = asked.pop();
			if (before === undefined) continue;
			suggestions[before] = given[before] ?? '';
			// What was settled since then may depend on it: a model belongs to its provider.
			const order = [...settled];
			for (const each of order.slice(order.indexOf(before))) {
				settled.delete(each);
				problems.delete(each);
				delete given[each];
				delete secrets[each];
			}
			continue;
		}
		asked.push(id);
		settled.add(id);
		if (question.secret) {
			if (answer !== '') secrets[id] = learn(options, answer);
		} else given[id] = answer;
	}
	if (problems.size > 0) throw new UsageError(toMessage([...problems.values()]));
	const isTyped = ([id]: readonly [string, unknown]) =>
		asked.includes(id) || (id in options.typed.answers && !options.again.has(id)) || id in options.typed.secrets;
	const typed = {
		answers: Object.fromEntries(Object.entries(given).filter(isTyped)),
		secrets: Object.fromEntries(Object.entries(secrets).filter(isTyped)),
	};
	return { answers: given, secrets, typed };
}

/** What was typed in an earlier round. A remedy may have changed the machine, so that it is not possible any more: then it is asked anew. */
function typedBefore(question: Question, { typed, frontEnd }: AskOptions): string | undefined {
	const raw = typed.answers[question.id];
	return raw !== undefined && frontEnd && problemOf(question, raw) !== undefined ? undefined : raw;
}

function toMessage(problems: readonly string[]): string {
	return problems.length === 1
		? (problems[0] ?? '')
		: `${problems.length} answers are needed or wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
}

/** A key that nobody typed is tried once as well: a refused one would only be noticed in the chat. */
async function keepSecret(
	question: Question,
	raw: string,
	from: string,
	options: AskOptions,
	secrets: Record<string, Secret>,
	problems: Map<string, string>,
): Promise<void> {
	const secret = learn(options, raw);
	const tried = await question.try?.(raw, options.ports, options.signal);
	if (tried?.problem) {
		problems.set(question.id, `${describeGiven(question, from)}: ${tried.problem}`);
		return;
	}
	if (tried?.note) options.note(tried.note);
	secrets[question.id] = secret;
}

function learn({ ports }: AskOptions, raw: string): Secret {
	const secret = new Secret(raw);
	ports.redactor.learn(secret);
	return secret;
}

function describe({ flag, env, id }: Question): string {
	return flag ? `--${flag}` : (env.at(-1) ?? id);
}

function describeGiven(question: Question, from: string): string {
	const name = describe(question);
	return from === name ? name : `${name} from ${from}`;
}

function missing({ flag, env, asks, secret }: Question): string {
	const what = typeof asks === 'string' ? asks : '';
	const ways = [...(flag ? [`--${flag}`] : []), ...env.toReversed(), ...(secret ? ['--secrets-from FILE'] : [])];
	return `${what.replace(/\?$/, '')}: missing. Give it by ${ways.join(' or ')}.`;
}
