import type { Finding } from '../core/check.js';
import { Cancelled, NotVerified, SetupError, StepFailed, UsageError } from '../core/error.js';
import type { RunEvent } from '../core/event.js';
import type { FrontEnd } from '../core/front-end.js';
import type { Lock, Memory, Ports, RunLog } from '../core/ports.js';
import { type Answers, problemOf, type Question } from '../core/question.js';
import type { Report, ReportOutcome, Verified } from '../core/report.js';
import type { Product, Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';
import { answerAll, nothingTyped } from './answers.js';
import { Facts } from './facts.js';
import { answerOf, type Sources } from './sources.js';

/** What the command line asked for. */
export interface RunOptions {
	readonly command: string;
	/** Absolute. */
	readonly dir: string;
	/** The folder's state; under `dir`. */
	readonly stateDir: string;
	/** Approves the plan, but nothing that destroys data. */
	readonly yes: boolean;
	/** Questions may be asked: the wizard. `up` only asks for approval. */
	readonly asks: boolean;
	readonly deleteData: boolean;
	readonly deleteCluster: boolean;
	/** Verify with the checks that disturb the app. */
	readonly restart: boolean;
	/** What is missing may be installed for this user, as part of the plan. */
	readonly installTools: boolean;
	/** `doctor` also applies the remedies that we can. */
	readonly fix: boolean;
	/** Where `render` writes to; absolute. `manifests` in the folder when not given. */
	readonly out?: string;
	/** What `rollback` goes back to; the last good one before the present when not given. */
	readonly revision?: number;
	/** What `restore` puts back; the newest copy when not given. */
	readonly file?: string;
	readonly secrets?: SecretsWork;
	/** What `diagnose` was told to look at. */
	readonly diagnosis?: { readonly pod?: string; readonly namespace?: string; readonly context?: string };
	readonly sources: Omit<Sources, 'saved' | 'memory'>;
}

/** What `secrets` was told to do. */
export interface SecretsWork {
	readonly action: 'list' | 'set' | 'rotate';
	/** "OPENAI_API_KEY"; undefined: all that the action can mean. */
	readonly key: string | undefined;
}

/** Everything a command of the engine works with. */
export interface Run {
	readonly options: RunOptions;
	readonly product: Product;
	readonly ports: Ports;
	readonly frontEnd: FrontEnd;
	readonly memory: Memory;
	readonly lock: Lock;
	readonly log: RunLog;
	readonly signal: AbortSignal;
	readonly tally: Tally;
	on(event: RunEvent): void;
}

/** Whether a person may be asked at all: one is there, and has not said yes to everything in advance. */
export function mayAsk({ frontEnd, options }: Run): boolean {
	return frontEnd.canAsk && !options.yes;
}

/** Whether the command line says yes to what this step destroys; "--yes" alone does not. */
export function mayDestroy({ options }: Run, { id }: Step): boolean {
	return id.startsWith('cluster.') ? options.deleteCluster : options.deleteData;
}

/** What has happened so far, whatever ends the run. */
export interface Tally {
	readonly startedMs: number;
	verified: Verified[];
	findings: Finding[];
	/** What was wrong with what an earlier run had set up. */
	causes: Finding[];
	done: string[];
	held: string[];
	left: string[];
	url: string | undefined;
	logFile: string | undefined;
}

export function newTally(startedMs: number): Tally {
	return { startedMs, verified: [], findings: [], causes: [], done: [], held: [], left: [], url: undefined, logFile: undefined };
}

export interface Ending {
	readonly outcome: ReportOutcome;
	readonly says: string;
	readonly next?: readonly string[];
	readonly exitCode?: number;
	readonly findings?: readonly Finding[];
	readonly lastLines?: readonly string[];
}

export function toReport({ tally, ports }: Pick<Run, 'tally' | 'ports'>, ending: Ending): Report {
	const { verified, causes, done, held, left, url, logFile, startedMs } = tally;
	return {
		outcome: ending.outcome,
		exitCode: ending.exitCode ?? 0,
		says: ending.says,
		...(url ? { url } : {}),
		verified,
		findings: ending.findings ?? tally.findings,
		causes,
		done,
		held,
		left,
		lastLines: ending.lastLines ?? [],
		next: ending.next ?? [],
		...(logFile ? { logFile } : {}),
		seconds: Math.max(0, (ports.clock.now() - startedMs) / 1000),
	};
}

const outcomeOf: Readonly<Record<number, ReportOutcome>> = { 2: 'usage', 3: 'blocked', 4: 'failed', 5: 'not-verified', 130: 'cancelled' };

/** The report of a run that was stopped by an error; what is not a SetupError is our own bug. */
export function toFailureReport(run: Pick<Run, 'tally' | 'ports'>, error: unknown): Report {
	const known = error instanceof SetupError ? error : undefined;
	if (!known) {
		const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return toReport(run, {
			outcome: 'error',
			exitCode: 1,
			says: 'This is a mistake of ours, not of yours. Please report it with the lines below.',
			lastLines: run.ports.redactor.clean(stack).split('\n').slice(0, 12),
		});
	}
	return toReport(run, {
		outcome: outcomeOf[known.exitCode] ?? 'error',
		exitCode: known.exitCode,
		// Without a log no step of a setup was begun; what `doctor --fix` has done is in the tally.
		says:
			known instanceof Cancelled && !run.tally.logFile && run.tally.done.length === 0
				? 'Stopped. Nothing was changed.'
				: run.ports.redactor.clean(known.message),
		findings: known.findings,
		lastLines: known instanceof StepFailed ? known.lastLines : [],
		next: nextOf(known, run.tally),
	});
}

function nextOf(error: SetupError, tally: Tally): readonly string[] {
	if (error instanceof UsageError) return ['todo-k8s-setup --help'];
	if (error instanceof NotVerified) return ['todo-k8s-setup status', 'todo-k8s-setup logs backend', 'todo-k8s-setup verify'];
	if (error instanceof Cancelled && tally.done.length === 0) return [];
	return ['todo-k8s-setup'];
}

/** Answers of the folder and of memory, beside those of the command line. */
export async function readSources({ options, product, memory }: Run, facts: Facts): Promise<Sources> {
	const [saved, remembered] = await Promise.all([product.savedAnswers(options.dir, facts.read), memory.read(options.dir)]);
	return { ...options.sources, saved, memory: remembered };
}

/** Whether an earlier run set this folder up; its answers may have been lost since. */
export function wasSetUp({ saved, memory }: Sources): boolean {
	return Object.keys(saved).length > 0 || Object.keys(memory).length > 0;
}

/** What is answered before anybody is asked and before anything is known of the machine; wrong answers are left out, they are reported later. */
export function earlyAnswers(questions: (answers: Answers) => readonly Question[], sources: Sources, chosen: Answers): Answers {
	const early: Record<string, string> = { ...chosen };
	// Two rounds: the first answers decide which further questions there are.
	for (let round = 0; round < 2; round++) {
		for (const question of questions(early)) {
			const found = question.secret || early[question.id] !== undefined ? undefined : answerOf(question, sources, early);
			if (found && problemOf(question, found.raw) === undefined) early[question.id] = found.raw;
		}
	}
	return early;
}

/** The setup of a folder that was set up before, from its own answers; nobody is asked. */
export async function existingSetup(
	run: Run,
	facts: Facts = new Facts(run.ports, run.signal),
): Promise<{ readonly setup: Setup; readonly facts: Facts }> {
	const sources = await readSources(run, facts);
	if (Object.keys(sources.saved).length === 0) {
		throw new UsageError(
			`There is no setup in ${run.options.dir} (no setup.yaml). Run todo-k8s-setup first, or name the folder with --dir.`,
		);
	}
	return { setup: await unaskedSetup(run, facts, sources), facts };
}

/** What the answers that are known lead to, for commands that need no secret; nobody is asked. */
export async function unaskedSetup({ options, product, ports, signal }: Run, facts: Facts, sources: Sources): Promise<Setup> {
	const { answers, secrets } = await answerAll({
		product,
		known: facts.known,
		sources,
		ports,
		signal,
		frontEnd: undefined,
		chosen: {},
		typed: nothingTyped,
		again: new Set(),
		// Nothing is written here, so a secret that is nowhere does not matter.
		kept: async (given) =>
			new Set(
				product
					.questions(facts.known, given)
					.filter(({ secret }) => secret)
					.map(({ id }) => id),
			),
		note: () => undefined,
	});
	return product.compose(product.settings(options.dir, answers, secrets, new Set()), facts.read);
}
