import type { Finding } from './check.js';
import type { Step } from './step.js';

/** Stops the flow and says who acts next; the exit code is part of the command's contract. */
export abstract class SetupError extends Error {
	abstract readonly exitCode: number;
	/** What was found, most important first. */
	readonly findings: readonly Finding[];

	constructor(message: string, findings: readonly Finding[] = []) {
		super(message);
		this.name = new.target.name;
		this.findings = findings;
	}
}

/** The command line, an answer or a file of the user's is wrong. Lists every problem at once. */
export class UsageError extends SetupError {
	readonly exitCode = 2;
}

/** The machine is not ready, and the user has to act on it. */
export class EnvironmentBlocked extends SetupError {
	readonly exitCode = 3;
}

export interface FailedCommand {
	readonly command: string;
	readonly output: string;
}

export interface StepFailure {
	readonly step?: Step;
	readonly findings?: readonly Finding[];
	readonly lastLines?: readonly string[];
	readonly failed?: FailedCommand;
}

/** A step ended without its goal. */
export class StepFailed extends SetupError {
	readonly exitCode = 4;
	readonly step: Step | undefined;
	/** Last lines of what the failing command printed, redacted. */
	readonly lastLines: readonly string[];
	/** The command that failed and all it printed, for the knowledge of causes to judge. */
	readonly failed: FailedCommand | undefined;

	constructor(message: string, details: StepFailure = {}) {
		super(message, details.findings ?? []);
		this.step = details.step;
		this.lastLines = details.lastLines ?? [];
		this.failed = details.failed;
	}
}

/** Everything ran, but the app does not do what it should yet. */
export class NotVerified extends SetupError {
	readonly exitCode = 5;
}

/** The user left, or pressed Ctrl+C. */
export class Cancelled extends SetupError {
	readonly exitCode = 130;

	constructor(message = 'Stopped.') {
		super(message);
	}
}
