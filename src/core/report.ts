import type { Finding } from './check.js';

export type ReportOutcome =
	| 'ready'
	| 'inspected'
	| 'planned'
	| 'verified'
	| 'removed'
	| 'status'
	| 'diagnosed'
	| 'rendered'
	| 'done'
	| 'usage'
	| 'blocked'
	| 'failed'
	| 'not-verified'
	| 'cancelled'
	| 'error';

/** One verified property of the running app, with its figure. */
export interface Verified {
	readonly id: string;
	readonly title: string;
	readonly holds: boolean;
	/** "31 ms", "3 of 3", "OpenAI". */
	readonly figure?: string;
}

/** What the user is told at the end; also the last JSON event. */
export interface Report {
	readonly outcome: ReportOutcome;
	readonly exitCode: number;
	/** One sentence: what happened. */
	readonly says: string;
	readonly url?: string;
	readonly verified: readonly Verified[];
	readonly findings: readonly Finding[];
	/** What was wrong with what an earlier run had set up, before this one began. */
	readonly causes: readonly Finding[];
	/** What steps did, in the order they ended: "Cluster created". */
	readonly done: readonly string[];
	/** Steps whose goal held already. */
	readonly held: readonly string[];
	/** Steps that were not run because one before them failed, or the user left. */
	readonly left: readonly string[];
	/** Last lines of the failing command. */
	readonly lastLines: readonly string[];
	/** Commands the user may want next. */
	readonly next: readonly string[];
	readonly logFile?: string;
	readonly seconds: number;
}
