import type { StepEvent, StepState } from './event.js';
import type { Plan } from './plan.js';

/** A step as a front end shows it. */
export interface StepRow {
	readonly id: string;
	readonly title: string;
	readonly state: StepState;
	readonly percent?: number;
	readonly says?: string;
	readonly seconds?: number;
	/** Last lines of what its programs printed. */
	readonly lines: readonly string[];
}

const LINES_OF_A_STEP = 20;

/** The rows of a plan. Those that ended before stay; one that failed is tried again. */
export function toStepRows(plan: Plan, known: readonly StepRow[]): readonly StepRow[] {
	const ended = known.filter(({ state }) => state === 'done' || state === 'held' || state === 'failed');
	const planned = plan.items.map(
		({ step: { id, title } }): StepRow =>
			ended.find((known) => known.id === id && known.state !== 'failed') ?? { id, title, state: 'waiting', lines: [] },
	);
	return [...ended.filter(({ id }) => !planned.some((step) => step.id === id)), ...planned];
}

/** The row after one more event of its step. `line` is what it printed, as it may be shown; "" is nothing. */
export function toStepRow(event: StepEvent, line: string, before: StepRow | undefined): StepRow {
	return {
		id: event.id,
		title: event.title,
		state: event.state,
		lines: line === '' ? (before?.lines ?? []) : [...(before?.lines ?? []), line].slice(-LINES_OF_A_STEP),
		// What is not said anew while it runs is still true: a line of output does not undo the percentage.
		...pick('percent', event.percent ?? (event.state === 'progress' ? before?.percent : undefined)),
		...pick('says', event.says ?? (event.state === 'progress' ? before?.says : undefined)),
		...pick('seconds', event.seconds),
	};
}

function pick<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
	return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
