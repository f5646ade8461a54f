import type { Finding, Row, Severity } from './check.js';
import type { Plan } from './plan.js';
import type { Report } from './report.js';

/** The state of a step over its life. */
export type StepState = 'waiting' | 'running' | 'progress' | 'done' | 'held' | 'failed' | 'left';

/** Everything a front end is told. One stream feeds all of them, so they cannot disagree. */
export type RunEvent =
	| { readonly event: 'start'; readonly command: string; readonly version: string; readonly dir: string; readonly logFile?: string }
	/** A group of checks begins. */
	| { readonly event: 'phase'; readonly phase: Phase }
	| CheckEvent
	| { readonly event: 'plan'; readonly plan: Plan }
	| StepEvent
	/** Something worth a line that is neither a check nor a step. */
	| { readonly event: 'note'; readonly says: string }
	| { readonly event: 'report'; readonly report: Report };

export type Phase = 'inspect' | 'ask' | 'plan' | 'run' | 'verify' | 'remove';

/** One check was judged. */
export interface CheckEvent {
	readonly event: 'check';
	readonly phase: 'inspect' | 'verify';
	/** The check's id. */
	readonly id: string;
	readonly state: 'holds' | Severity;
	readonly row: Row;
	readonly findings: readonly Finding[];
}

export interface StepEvent {
	readonly event: 'step';
	readonly id: string;
	/** The title, or the "done" words once it has ended well. */
	readonly title: string;
	readonly state: StepState;
	/** 0 to 100, when known. */
	readonly percent?: number;
	/** What it does now. */
	readonly says?: string;
	/** A line of a program's output, redacted. */
	readonly line?: string;
	/** How long it took, once it has ended. */
	readonly seconds?: number;
}
