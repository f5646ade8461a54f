import { toPlain } from '../../../core/phrase.js';
import type { FileChange, Plan } from '../../../core/plan.js';
import { toDuration } from '../../../core/words.js';
import { changeOf, toDiffLines } from '../../shared/diff-lines.js';
import { planEffects, planFigures } from '../../shared/plan-words.js';
import type { Key } from '../keys.js';
import { type Canvas, edge, type Frame, paragraph, row, subjectColumn, title, toPieces } from '../layout.js';
import { BLANK, cut, type Line, type Piece, piece } from '../line.js';
import { checkMark, keyNames, mark } from '../marks.js';
import { commandLine, drawKeyLine } from './parts.js';

/** The plan on the screen. */
export interface ApproveModel {
	readonly plan: Plan;
	readonly view: 'steps' | 'commands' | 'files' | 'diff';
	/** The row in the middle of the window, or the file under the cursor. */
	readonly cursor: number;
	readonly file: number;
}

export type ApproveResult = 'run' | 'back' | 'leave';

export interface PressedApprove {
	readonly model: ApproveModel;
	readonly result?: ApproveResult;
}

export function openApprove(plan: Plan): ApproveModel {
	return { plan, view: 'steps', cursor: 0, file: 0 };
}

export function pressApprove(model: ApproveModel, key: Key): PressedApprove {
	switch (key.name) {
		case 'text':
			return { model: pressLetter(model, key.text) };
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down':
			return { model: move(model, { up: -1, down: 1, 'page-up': -10, 'page-down': 10 }[key.name]) };
		case 'left':
		case 'escape':
			if (model.view === 'diff') return { model: { ...model, view: 'files', cursor: model.file } };
			if (model.view !== 'steps') return { model: { ...model, view: 'steps', cursor: 0 } };
			return { model, result: key.name === 'left' ? 'back' : 'leave' };
		case 'right':
		case 'enter':
			if (model.view === 'files') return { model: openDiff(model) };
			return key.name === 'enter' && model.view === 'steps' ? { model, result: 'run' } : { model };
		default:
			return { model };
	}
}

function pressLetter(model: ApproveModel, letter: string): ApproveModel {
	const view = letter === 'c' ? 'commands' : letter === 'f' ? 'files' : undefined;
	if (view === undefined) return model;
	return { ...model, view: model.view === view ? 'steps' : view, cursor: 0 };
}

function move(model: ApproveModel, by: number): ApproveModel {
	const last = model.view === 'files' ? model.plan.files.length - 1 : lastRow(model);
	return { ...model, cursor: Math.max(0, Math.min(model.cursor + by, Math.max(0, last))) };
}

function lastRow({ view, plan, file }: ApproveModel): number {
	const change = plan.files[file];
	if (view === 'diff' && change) return toDiffLines(change).length - 1;
	return plan.items.reduce((sum, { step }) => sum + 1 + (view === 'commands' ? step.preview.length : 0), -1);
}

function openDiff(model: ApproveModel): ApproveModel {
	return model.plan.files.length === 0 ? model : { ...model, view: 'diff', file: model.cursor, cursor: 0 };
}

export function drawApprove(model: ApproveModel, canvas: Canvas): Frame {
	switch (model.view) {
		case 'steps':
			return {
				...drawSteps(model.plan, canvas),
				focus: model.cursor,
				foot: [BLANK, ...drawEffects(model.plan, canvas), ...drawStepKeys(canvas)],
			};
		case 'commands':
			return {
				head: [BLANK, ...title('Plan, command by command', planFigures(model.plan).join(' · '), canvas)],
				body: drawCommands(model.plan, canvas),
				focus: model.cursor,
				foot: [BLANK, ...drawKeyLine([`${keyNames(canvas).choose} scroll`, 'c plan', 'f files', 'esc back'], canvas)],
			};
		case 'files':
			return drawFiles(model, canvas);
		case 'diff':
			return drawFile(model, canvas);
	}
}

/** The rows of the plan under their title; also what the scrollback gets of a plan that is not run. */
export function drawSteps(plan: Plan, canvas: Canvas): Pick<Frame, 'head' | 'body'> {
	const width = subjectColumn(
		plan.items.map(({ step }) => step.title),
		canvas,
	);
	const body = plan.items.flatMap(({ step, holds }) =>
		row(
			{
				mark: mark(holds ? 'holds' : 'todo', canvas),
				subject: holds ? piece(step.title, 'dim') : piece(step.title),
				fact: holds ? [] : factOf(step.costs, step.destroys === undefined ? undefined : toPlain(step.destroys)),
				right: holds ? 'holds' : step.seconds === undefined ? '' : `~${toDuration(step.seconds)}`,
			},
			width,
			canvas,
		),
	);
	return { head: [BLANK, ...title('Plan', planFigures(plan).join(' · '), canvas), ...drawCauses(plan, canvas)], body };
}

/** What is wrong with what was set up before, above what is done about it. */
function drawCauses({ causes = [] }: Plan, canvas: Canvas): readonly Line[] {
	const lines = causes.flatMap(({ severity, says, because }) =>
		paragraph([...toPieces(says), ...(because === undefined ? [] : [piece(` · ${toPlain(because)}`, 'dim')])], canvas, 2, [
			checkMark(severity, canvas),
			piece(' '),
		]),
	);
	return lines.length > 0 ? [...lines, BLANK] : [];
}

function factOf(costs: string | undefined, destroys: string | undefined): readonly Piece[] {
	const loses = destroys === undefined ? [] : [piece(`${costs === undefined ? '' : ' · '}${destroys}`, 'warn')];
	return [...(costs === undefined ? [] : [piece(costs, 'dim')]), ...loses];
}

/** What the run changes outside the cluster, in one sentence. */
export function drawEffects(plan: Plan, canvas: Canvas): readonly Line[] {
	return paragraph([piece(planEffects(plan).join(' · '))], canvas, 2);
}

function drawStepKeys(canvas: Canvas): readonly Line[] {
	const { enter, back } = keyNames(canvas);
	return drawKeyLine([`${enter} run`, 'c commands', 'f files', `${back} change an answer`, 'esc leave'], canvas);
}

export function drawCommands(plan: Plan, canvas: Canvas): readonly Line[] {
	return plan.items.flatMap(({ step, holds }) => [
		...paragraph([holds ? piece(step.title, 'dim') : piece(step.title)], canvas, 2, [mark(holds ? 'holds' : 'todo', canvas), piece(' ')]),
		...(holds ? [] : step.preview.flatMap((text) => commandLine(text, canvas))),
	]);
}

const CHANGES = { new: 'new', changed: 'changed', conflict: 'you changed it, too' } as const;

function drawFiles({ plan, cursor }: ApproveModel, canvas: Canvas): Frame {
	const { choose, enter } = keyNames(canvas);
	const width = subjectColumn(
		plan.files.map(({ path }) => path),
		canvas,
	);
	const body = plan.files.flatMap((file, index) => {
		const selected = index === cursor;
		const [entry, ...rest] = row(
			{
				mark: selected ? piece(keyNames(canvas).cursor, 'accent') : piece(' '),
				subject: selected ? piece(file.path, 'accent') : piece(file.path),
				fact: [piece(CHANGES[changeOf(file)], file.conflict ? 'warn' : 'dim')],
			},
			width,
			canvas,
		);
		return entry ? [{ ...entry, aria: { role: 'option', selected } as const }, ...rest] : rest;
	});
	return {
		head: [BLANK, ...title(`Files in ${plan.dir}`, String(plan.files.length), canvas)],
		body: body.length > 0 ? body : paragraph([piece('No file is written.', 'dim')], canvas, 2),
		focus: Math.round((cursor / Math.max(1, plan.files.length)) * body.length),
		foot: [BLANK, ...drawKeyLine([`${choose} choose`, `${enter} what changes`, 'c commands', 'esc back'], canvas)],
	};
}

function drawFile({ plan, file, cursor }: ApproveModel, canvas: Canvas): Frame {
	const change = plan.files[file];
	if (!change) return { head: [], body: [], foot: [] };
	return {
		head: [BLANK, ...title(change.path, CHANGES[changeOf(change)], canvas)],
		body: drawDiff(change, canvas),
		focus: cursor,
		foot: [BLANK, ...drawKeyLine([`${keyNames(canvas).choose} scroll`, 'esc back'], canvas)],
	};
}

/** The difference as rows; a row that is too wide is cut, since a diff is read by its first columns. */
export function drawDiff(change: FileChange, canvas: Canvas): readonly Line[] {
	const tones = { place: 'dim', same: undefined, added: 'added', removed: 'removed' } as const;
	return toDiffLines(change).map(({ kind, text }) => {
		const shown = cut(text.replaceAll('\t', '  '), edge(canvas) - 4);
		const tone = tones[kind];
		return { pieces: [piece('    '), tone === undefined ? piece(shown) : piece(shown, tone)] };
	});
}
