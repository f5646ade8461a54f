import type { Finding, Row, Severity } from './check.js';
import type { CheckEvent, Phase, RunEvent, StepEvent } from './event.js';
import type { Plan } from './plan.js';
import type { Report } from './report.js';
import { type StepRow, toStepRow, toStepRows } from './step-rows.js';
import { toShowable } from './words.js';

export interface CheckRow {
	readonly id: string;
	readonly state: 'holds' | Severity;
	readonly row: Row;
	readonly findings: readonly Finding[];
}

/** An answer as the list of answers shows it; a secret is never in it. */
export interface Answered {
	readonly id: string;
	readonly asks: string;
	readonly shows: string;
}

/** What is final and goes to the scrollback, in this order. */
export type Settled =
	| { readonly kind: 'banner'; readonly command: string; readonly version: string }
	| { readonly kind: 'checks'; readonly title: string; readonly checks: readonly CheckRow[]; readonly seconds: number }
	| { readonly kind: 'answers'; readonly answers: readonly Answered[] }
	| { readonly kind: 'plan'; readonly plan: Plan }
	| { readonly kind: 'title'; readonly title: string }
	| { readonly kind: 'step'; readonly step: StepRow }
	| { readonly kind: 'note'; readonly says: string };

interface Told {
	readonly command: string;
	readonly version: string;
	readonly dir: string;
	readonly logFile?: string;
	/** When this phase began, in milliseconds since 1970. */
	readonly sinceMs: number;
	readonly plan?: Plan;
	readonly steps: readonly StepRow[];
	readonly answers: readonly Answered[];
	/** Last lines of output of all programs. */
	readonly output: readonly string[];
	readonly settled: readonly Settled[];
	/** What was already said of each check and step, so that a second look only says what is new. */
	readonly said: Readonly<Record<string, string>>;
}

/** Everything a front end knows, by phase. */
export type WizardState = Told &
	(
		| { readonly phase: 'starting' | 'ask' | 'plan' | 'run' | 'remove' }
		| { readonly phase: 'inspect' | 'verify'; readonly checks: readonly CheckRow[] }
		| { readonly phase: 'ended'; readonly report: Report }
	);

/** What a front end tells itself, beside what it is told. */
export type OwnEvent =
	/** The list of checks stands as it is; what comes after is another list. */
	| { readonly event: 'settle' }
	/** A question is open: it and the ones after it have no answer any more. */
	| { readonly event: 'asked'; readonly id: string }
	| { readonly event: 'answered'; readonly answer: Answered };

const LINES_OF_OUTPUT = 400;

export function initialState(atMs: number): WizardState {
	return {
		phase: 'starting',
		command: '',
		version: '',
		dir: '.',
		sinceMs: atMs,
		steps: [],
		answers: [],
		output: [],
		settled: [],
		said: {},
	};
}

/** The state after an event. Pure: the time is given. */
export function reduce(state: WizardState, event: RunEvent | OwnEvent, atMs: number): WizardState {
	switch (event.event) {
		case 'start': {
			const { command, version, dir, logFile } = event;
			const told = { ...state, command, version, dir, ...(logFile !== undefined && { logFile }) };
			return settle(told, { kind: 'banner', command, version });
		}
		case 'phase':
			return enter(settleChecks(state, atMs), event.phase, atMs);
		case 'check':
			return addCheck(state, event, atMs);
		case 'plan':
			return { ...state, plan: event.plan, steps: toStepRows(event.plan, state.steps) };
		case 'step':
			return updateStep(state, event);
		case 'note':
			return settle(state, { kind: 'note', says: event.says });
		case 'settle':
			return settleChecks(state, atMs);
		case 'asked': {
			const index = state.answers.findIndex(({ id }) => id === event.id);
			return index < 0 ? state : { ...state, answers: state.answers.slice(0, index) };
		}
		case 'answered':
			return { ...state, answers: [...state.answers.filter(({ id }) => id !== event.answer.id), event.answer] };
		case 'report':
			return { ...settleAnswers(settleChecks(state, atMs)), phase: 'ended', report: event.report };
	}
}

/** Steps that have not ended, in the order of the plan; what holds already is no work to wait for. */
export function openSteps({ steps, plan }: WizardState): readonly StepRow[] {
	const holding = new Set(plan?.items.flatMap(({ step, holds }) => (holds ? [step.id] : [])));
	return steps.filter(({ id, state: at }) => (at === 'waiting' && !holding.has(id)) || at === 'running' || at === 'progress');
}

/** What ended well so far: "Cluster created". */
export function doneTitles(state: WizardState): readonly string[] {
	return state.steps.filter(({ state: at }) => at === 'done').map(({ title }) => title);
}

function enter(state: WizardState, phase: Phase, atMs: number): WizardState {
	switch (phase) {
		case 'inspect':
		case 'verify':
			return { ...state, phase, sinceMs: atMs, checks: [] };
		case 'ask':
		case 'plan':
			return { ...state, phase, sinceMs: atMs };
		case 'run':
		case 'remove': {
			const again = state.said[`phase ${phase}`] !== undefined;
			const { plan } = state;
			let next = settleAnswers(state);
			if (plan && phase === 'run' && !again) next = settle(next, { kind: 'plan', plan });
			next = settle(next, { kind: 'title', title: titleOf(phase, again) });
			return { ...next, phase, sinceMs: atMs, said: { ...next.said, [`phase ${phase}`]: 'begun' } };
		}
	}
}

function titleOf(phase: 'run' | 'remove', again: boolean): string {
	const title = phase === 'run' ? 'Run' : 'Remove';
	return again ? `${title}, continued` : title;
}

function settle(state: WizardState, line: Settled): WizardState {
	return { ...state, settled: [...state.settled, line] };
}

function settleAnswers(state: WizardState): WizardState {
	const { answers } = state;
	return answers.length === 0 ? state : { ...settle(state, { kind: 'answers', answers }), answers: [] };
}

function settleChecks(state: WizardState, atMs: number): WizardState {
	if (state.phase !== 'inspect' && state.phase !== 'verify') return state;
	const { checks, phase } = state;
	if (checks.length === 0) return state;
	const again = Object.keys(state.said).some((key) => key.startsWith(`${phase} `));
	const title = `${phase === 'inspect' ? 'This machine' : 'The app'}${again ? ', looked at again' : ''}`;
	const said = { ...state.said };
	for (const check of checks) said[`${phase} ${check.id}`] = wordsOf(check);
	const line: Settled = { kind: 'checks', title, checks, seconds: (atMs - state.sinceMs) / 1000 };
	return { ...state, settled: [...state.settled, line], checks: [], said };
}

function addCheck(state: WizardState, { id, phase, state: at, row, findings }: CheckEvent, atMs: number): WizardState {
	// A check that comes without its phase being announced opens the list by itself.
	const base = state.phase === phase ? state : { ...state, phase, sinceMs: atMs, checks: [] };
	const check: CheckRow = { id, state: at, row, findings };
	const others = base.checks.filter((other) => other.id !== id);
	if (base.said[`${phase} ${id}`] === wordsOf(check)) return { ...base, checks: others };
	const index = base.checks.findIndex((other) => other.id === id);
	return { ...base, checks: index < 0 ? [...others, check] : others.toSpliced(index, 0, check) };
}

function wordsOf({ state, row }: CheckRow): string {
	return `${state}: ${row.subject}: ${row.fact ?? ''}`;
}

function updateStep(state: WizardState, event: StepEvent): WizardState {
	const index = state.steps.findIndex(({ id }) => id === event.id);
	const line = event.line === undefined ? '' : toShowable(event.line);
	const step = toStepRow(event, line, state.steps[index]);
	const steps = index < 0 ? [...state.steps, step] : state.steps.with(index, step);
	const output = line === '' ? state.output : [...state.output, line].slice(-LINES_OF_OUTPUT);
	return settleStep({ ...state, steps, output }, step);
}

function settleStep(state: WizardState, step: StepRow): WizardState {
	if (step.state !== 'done' && step.state !== 'failed' && step.state !== 'held') return state;
	const key = `step ${step.id}`;
	const before = state.said[key];
	if (step.state === 'held' && (before === 'done' || before === 'held')) return state;
	return { ...settle(state, { kind: 'step', step }), said: { ...state.said, [key]: step.state } };
}
