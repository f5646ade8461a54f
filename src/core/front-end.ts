import type { Finding, Remedy } from './check.js';
import type { RunEvent } from './event.js';
import type { FileChange, Plan } from './plan.js';
import type { Question } from './question.js';
import type { Report } from './report.js';

/** Returned by ask() and approve() when the user wants the question before. */
export const BACK: unique symbol = Symbol('back');
/** Returned by ask() and approve() when the user leaves without changes. */
export const LEAVE: unique symbol = Symbol('leave');

/** Where a question stands in the row of questions; counted from 1. */
export interface Place {
	readonly index: number;
	readonly total: number;
	readonly canGoBack: boolean;
	/** What to offer first: an earlier answer or the fallback. Never set for secrets. */
	readonly suggestion?: string;
	/** Tries an answer against the world; resolves to the problem or a note. Show a spinner meanwhile. */
	readonly attempt?: (raw: string) => Promise<{ readonly problem?: string; readonly note?: string }>;
}

export type Decision =
	| { readonly kind: 'remedy'; readonly remedy: Remedy }
	/** Look at the machine again now. */
	| { readonly kind: 'again' }
	| { readonly kind: 'leave' };

/** A way to look at the setup. It draws and asks; it never works. */
export interface FrontEnd {
	/** Whether a person is there to answer. When false, none of the asking methods is called. */
	readonly canAsk: boolean;
	on(event: RunEvent): void;
	/** Resolves to a valid answer (problemOf() and place.attempt were asked), or BACK, or LEAVE. */
	ask(question: Question, place: Place, signal: AbortSignal): Promise<string | typeof BACK | typeof LEAVE>;
	/**
	 * Shows a blocker or a failure and lets the user choose. For a finding with
	 * manual remedies the engine keeps looking, and aborts `resolved` as soon as
	 * the machine is fine: then return {kind: 'again'}.
	 */
	decide(findings: readonly Finding[], resolved: AbortSignal, signal: AbortSignal): Promise<Decision>;
	/** Shows the plan (with its commands and files) and waits. */
	approve(plan: Plan, signal: AbortSignal): Promise<'run' | typeof BACK | typeof LEAVE>;
	/** A yes of its own: overwriting a file the user changed, destroying data. `change` has the diff's two sides. */
	confirm(says: string, change: FileChange | undefined, signal: AbortSignal): Promise<boolean>;
	/** The last screen; resolves when the user has seen it (at once off a terminal). */
	close(report: Report): Promise<void>;
}
