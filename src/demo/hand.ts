import type { Finding } from '../core/check.js';
import type { BACK, Decision, LEAVE, Place } from '../core/front-end.js';
import type { FileChange, Plan } from '../core/plan.js';
import type { Question } from '../core/question.js';
import type { Report } from '../core/report.js';
import type { Cure } from './scenario.js';

/** What the user of a scenario does at a finding: which remedy is meant, and what happens outside the program. */
export interface Act {
	readonly cure: Cure;
	/** Changes the simulated machine as the user would. */
	happen(): Promise<void>;
}

/** Answers in the place of the user of a scenario. Each calls `shown` when the screen that asks is there to be explained. */
export interface Hand {
	/** Tries the answers one after the other until one is accepted; `refused` is called for each that is not. */
	ask(
		question: Question,
		place: Place,
		answers: readonly string[],
		told: { shown(): Promise<void>; refused(): Promise<void> },
		signal: AbortSignal,
	): Promise<string | typeof BACK | typeof LEAVE>;
	decide(findings: readonly Finding[], act: Act, resolved: AbortSignal, signal: AbortSignal, shown: () => Promise<void>): Promise<Decision>;
	approve(plan: Plan, signal: AbortSignal, shown: () => Promise<void>): Promise<'run' | typeof BACK | typeof LEAVE>;
	confirm(says: string, change: FileChange | undefined, signal: AbortSignal): Promise<boolean>;
	/** The last screen. */
	close(report: Report, shown: () => Promise<void>): Promise<void>;
}
