import { expectedSeconds } from '../../../core/plan.js';
import { type CheckRow, openSteps, type WizardState } from '../../../core/state.js';
import type { StepRow } from '../../../core/step-rows.js';
import { toClock, toDuration } from '../../../core/words.js';
import { type Canvas, edge, type Frame, hasBars, isNarrow, paragraph, row, spread, subjectColumn, title } from '../layout.js';
import { BLANK, cut, type Line, type Piece, piece } from '../line.js';
import { bar, checkMark, spinner, stepMark } from '../marks.js';
import { outputLine } from './parts.js';

/** What the user switched on while work is going on. */
export interface ProgressModel {
	readonly showsAll: boolean;
	readonly showsLog: boolean;
	/** Ctrl+C was pressed. */
	readonly stopping: boolean;
}

/** Work that is going on: checks as they come in, or steps. */
export function drawProgress(state: WizardState, model: ProgressModel, canvas: Canvas): Frame {
	if (state.phase === 'ended') return { head: [], body: [], foot: [] };
	const steps = drawOpenSteps(state, canvas);
	if (steps.body.length > 0 || state.phase === 'run' || state.phase === 'remove') {
		return { head: [], ...steps, foot: drawRunFoot(state, model, canvas) };
	}
	const foot = drawStopping(model, canvas) ?? drawLooking(canvas);
	if ((state.phase !== 'inspect' && state.phase !== 'verify') || state.checks.length === 0) return { head: [], body: [], foot };
	const words = state.phase === 'inspect' ? 'This machine' : 'The app';
	const body = drawChecks(state.checks, canvas);
	const clock = toDuration(Math.max(0, canvas.atMs - state.sinceMs) / 1000);
	return { head: [BLANK, ...title(words, clock, canvas)], body, focus: body.length, foot };
}

function drawLooking(canvas: Canvas): readonly Line[] {
	return paragraph([piece('Looking', 'dim')], canvas, 2, [spinner(canvas), piece(' ')]);
}

function drawStopping({ stopping }: ProgressModel, canvas: Canvas): readonly Line[] | undefined {
	if (!stopping) return undefined;
	return paragraph([piece('Stopping. ctrl+c once more leaves at once.', 'warn')], canvas, 2, [spinner(canvas), piece(' ')]);
}

export function drawChecks(checks: readonly CheckRow[], canvas: Canvas): readonly Line[] {
	const width = subjectColumn(
		checks.map(({ row: { subject } }) => subject),
		canvas,
	);
	return checks.flatMap(({ state, row: { subject, fact } }) =>
		row({ mark: checkMark(state, canvas), subject: piece(subject), fact: fact === undefined ? [] : [piece(fact, 'dim')] }, width, canvas),
	);
}

function drawOpenSteps(state: WizardState, canvas: Canvas): Pick<Frame, 'body' | 'focus'> {
	const steps = openSteps(state).filter(({ state: at }) => at !== 'waiting' || state.phase === 'run' || state.phase === 'remove');
	const rows = steps.map((step) => drawStep(step, canvas));
	const startOf = (index: number) => rows.slice(0, Math.max(0, index)).flat().length;
	// What runs is what must be seen when not all of them fit, and it need not be next to each other.
	const runs = ({ state: at }: StepRow) => at !== 'waiting';
	const focus = Math.floor((startOf(steps.findIndex(runs)) + startOf(steps.findLastIndex(runs))) / 2);
	return { body: rows.flat(), focus };
}

/** The column of the titles. It depends on the window alone, so that bars stay where they are while steps come and go. */
function stepColumn({ columns }: Canvas): number {
	return Math.min(44, Math.floor(columns * 0.47));
}

/** One step as it is now. */
export function drawStep(step: StepRow, canvas: Canvas): readonly Line[] {
	const width = stepColumn(canvas);
	const ended = step.state === 'done' || step.state === 'failed';
	const right = step.state === 'held' ? 'holds' : ended && step.seconds !== undefined ? toDuration(step.seconds) : '';
	const live = step.state === 'running' || step.state === 'progress';
	const dim = step.state === 'waiting' || step.state === 'held' || step.state === 'left';
	const fact: readonly Piece[] = live
		? drawAdvance(step, edge(canvas) - 6 - width, canvas)
		: step.says !== undefined && ended
			? [piece(step.says, 'dim')]
			: [];
	// A longer title would push its bar out of the column; it is whole before and after.
	const title = live && fact.length > 0 && !isNarrow(canvas) ? cut(step.title, width) : step.title;
	return row({ mark: stepMark(step.state, canvas), subject: dim ? piece(title, 'dim') : piece(title), fact, right }, width, canvas, live);
}

/** A bar, as wide in every row, and the words beside it in what is left. */
function drawAdvance({ percent, says }: StepRow, room: number, canvas: Canvas): readonly Piece[] {
	const words = says === undefined ? [] : [piece(says, 'dim')];
	if (percent === undefined) return words;
	if (!hasBars(canvas)) return [piece(`${Math.round(percent)} %`), ...(says === undefined ? [] : [piece('  '), ...words])];
	const beside = says === undefined ? [piece(`${Math.round(percent)} %`, 'dim')] : words;
	return [...bar(percent, canvas, !isNarrow(canvas) && room >= 44 ? 20 : 12), piece('  '), ...beside];
}

/** The last lines of output, the keys, and the time at the right edge. */
function drawRunFoot(state: WizardState, model: ProgressModel, canvas: Canvas): readonly Line[] {
	const room = model.showsAll ? Math.max(3, canvas.rows - openSteps(state).length - 8) : 3;
	const output = state.output.slice(-room).map((text) => outputLine(text, canvas));
	const log = model.showsLog
		? paragraph([piece(state.logFile ?? 'No log is kept of this run.', 'dim')], canvas, 2, [piece('Log  ', 'dim')])
		: [];
	const elapsed = toClock(Math.max(0, canvas.atMs - state.sinceMs) / 1000);
	const expected = state.plan && state.phase === 'run' ? expectedSeconds(state.plan) : 0;
	const clock = expected > 0 ? `${elapsed} of ~${toClock(expected)}` : elapsed;
	const keys = piece(`l ${model.showsLog ? 'hide log' : 'log'}   v ${model.showsAll ? 'less' : 'all'} output   ctrl+c stop`, 'dim');
	const stopping = drawStopping(model, canvas);
	return [BLANK, ...output, ...log, ...(stopping ?? []), ...spread([keys], [piece(clock, 'dim')], canvas)];
}
