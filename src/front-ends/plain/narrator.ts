import type { CheckEvent, Phase, RunEvent, StepEvent } from '../../core/event.js';
import { toDuration, toShowable } from '../../core/words.js';
import { INDENT, labelOf, planHead } from './words.js';

const OPENINGS: Readonly<Record<Phase, string | undefined>> = {
	inspect: 'Looking at this machine',
	ask: undefined,
	plan: undefined,
	run: 'Running the plan',
	verify: 'Looking at the app',
	remove: 'Removing',
};
const PERCENT_APART = 10;
const MS_APART = 5_000;
const LAST_LINES = 10;

interface Telling {
	readonly percent: number;
	readonly says: string;
	readonly atMs: number;
	readonly lines: readonly string[];
}

/**
 * Turns events into lines that are only appended, few enough to be read aloud. The engine drives the steps and tells each
 * of their states, so there is nothing left that a task runner (listr2) would do for us here.
 */
export class Narrator {
	readonly #told = new Map<string, Telling>();
	readonly #now: () => number;
	readonly #verbose: boolean;

	constructor(now: () => number, verbose: boolean) {
		this.#now = now;
		this.#verbose = verbose;
	}

	/** The lines an event is worth; most of the progress is worth none. */
	lines(event: RunEvent): readonly string[] {
		switch (event.event) {
			case 'start':
				return [`todo-k8s-setup ${event.version}`];
			case 'phase': {
				const opening = OPENINGS[event.phase];
				return opening === undefined ? [] : [opening];
			}
			case 'check':
				return [checkLine(event)];
			case 'plan':
				return planHead(event.plan);
			case 'step':
				return this.#step(event);
			case 'note':
				return [`note  ${event.says}`];
			case 'report':
				return [];
		}
	}

	#step(event: StepEvent): readonly string[] {
		const { id, title, state } = event;
		const took = event.seconds === undefined ? '' : `, ${toDuration(event.seconds)}`;
		const says = event.says === undefined ? '' : `: ${event.says}`;
		switch (state) {
			case 'waiting':
				return [];
			case 'running':
				this.#told.set(id, { percent: 0, says: '', atMs: this.#now(), lines: [] });
				return [`start ${title}`];
			case 'progress':
				return this.#progress(event);
			case 'done':
				return [`done  ${title}${took}`];
			case 'held':
				return [`ok    ${title}: holds already`];
			case 'failed': {
				const last = this.#verbose ? [] : (this.#told.get(id)?.lines ?? []);
				return [`FAIL  ${title}${took}${says}`, ...last.map((line) => `${INDENT}| ${line}`)];
			}
			case 'left':
				return [`skip  ${title}`];
		}
	}

	#progress({ id, title, percent, says, line }: StepEvent): readonly string[] {
		const before = this.#told.get(id) ?? { percent: 0, says: '', atMs: this.#now(), lines: [] };
		const shown = line === undefined ? '' : toShowable(line);
		const lines = shown === '' ? before.lines : [...before.lines, shown].slice(-LAST_LINES);
		const output = this.#verbose && shown !== '' ? [`${INDENT}| ${shown}`] : [];
		const nowSays = says ?? before.says;
		const nowPercent = percent ?? before.percent;
		const isNews = nowSays !== before.says || nowPercent !== before.percent;
		const isDue = nowPercent >= before.percent + PERCENT_APART || this.#now() - before.atMs >= MS_APART;
		if (!isNews || !isDue) {
			this.#told.set(id, { ...before, lines });
			return output;
		}
		this.#told.set(id, { percent: nowPercent, says: nowSays, atMs: this.#now(), lines });
		const figure = percent === undefined ? '' : ` (${Math.round(percent)}%)`;
		return [...output, `${INDENT}${title}${nowSays === '' ? '' : `: ${nowSays}`}${figure}`];
	}
}

function checkLine({ state, row, findings }: CheckEvent): string {
	const ids = findings.length === 0 ? '' : ` (${findings.map(({ id }) => id).join(', ')})`;
	return `${labelOf(state)}${row.subject}${row.fact === undefined ? '' : `: ${row.fact}`}${ids}`;
}
