import type { Finding } from '../../../core/check.js';
import { BACK, type Decision, LEAVE, type Place } from '../../../core/front-end.js';
import { toPlain } from '../../../core/phrase.js';
import type { FileChange, Plan } from '../../../core/plan.js';
import type { Question } from '../../../core/question.js';
import type { Report } from '../../../core/report.js';
import type { Answered } from '../../../core/state.js';
import type { Key } from '../keys.js';
import { type Canvas, type Frame, paragraph } from '../layout.js';
import { BLANK, piece } from '../line.js';
import { keyNames, mark } from '../marks.js';
import { drawApprove, openApprove, pressApprove } from './approve.js';
import { openAsk, pressAsk, refuse, shownAnswer } from './ask.js';
import { drawConfirm, openConfirm, pressConfirm } from './confirm.js';
import { openDecide, pressDecide } from './decide.js';
import { drawAsk } from './draw-ask.js';
import { drawDecide } from './draw-decide.js';
import { drawKeyLine } from './parts.js';
import { drawReport } from './report.js';

/** A screen that waits for the user. */
export interface OpenScreen {
	draw(canvas: Canvas): Frame;
	press(key: Key): void;
	/** A spinner or a clock is on it. */
	isMoving(): boolean;
}

/** How a screen says that it has ended, or has to be drawn anew. */
export interface Ways<R> {
	readonly done: (result: R) => void;
	readonly failed: (error: unknown) => void;
	readonly changed: () => void;
}

export type Answer = { readonly value: string; readonly answered: Answered; readonly note?: string } | typeof BACK | typeof LEAVE;

export function askScreen(question: Question, place: Place, { done, failed, changed }: Ways<Answer>): OpenScreen {
	let model = openAsk(question, place);
	let tries = 0;
	const accept = (value: string, note?: string) => {
		const answered = { id: question.id, asks: toPlain(question.asks), shows: shownAnswer(question, value) };
		done({ value, answered, ...(note !== undefined && { note }) });
	};
	const tryOut = async (value: string) => {
		const current = ++tries;
		const outcome = await place.attempt?.(value);
		// Esc goes back to the entry; what comes of the try then does not matter any more.
		if (!model.trying || current !== tries) return;
		if (outcome?.problem === undefined) return accept(value, outcome?.note);
		model = refuse(model, outcome.problem);
		changed();
	};
	return {
		draw: (canvas) => drawAsk(model, canvas),
		isMoving: () => model.trying,
		press(key) {
			const pressed = pressAsk(model, key);
			model = pressed.model;
			switch (pressed.result?.kind) {
				case 'answer':
					return accept(pressed.result.value);
				case 'try':
					return void tryOut(pressed.result.value).catch(failed);
				case 'back':
					return done(BACK);
				case 'leave':
					return done(LEAVE);
			}
		},
	};
}

export function decideScreen(
	findings: readonly Finding[],
	context: Parameters<typeof openDecide>[1],
	atMs: number,
	{ done }: Ways<Decision>,
): OpenScreen {
	let model = openDecide(findings, context, atMs);
	return {
		draw: (canvas) => drawDecide(model, canvas),
		isMoving: () => model.mode === 'watch',
		press(key) {
			const pressed = pressDecide(model, key);
			model = pressed.model;
			if (pressed.result) done(pressed.result);
		},
	};
}

export function approveScreen(plan: Plan, { done }: Ways<'run' | typeof BACK | typeof LEAVE>): OpenScreen {
	let model = openApprove(plan);
	return {
		draw: (canvas) => drawApprove(model, canvas),
		isMoving: () => false,
		press(key) {
			const pressed = pressApprove(model, key);
			model = pressed.model;
			if (pressed.result !== undefined) done(pressed.result === 'run' ? 'run' : pressed.result === 'back' ? BACK : LEAVE);
		},
	};
}

export function confirmScreen(says: string, change: FileChange | undefined, { done }: Ways<boolean>): OpenScreen {
	let model = openConfirm(says, change);
	return {
		draw: (canvas) => drawConfirm(model, canvas),
		isMoving: () => false,
		press(key) {
			const pressed = pressConfirm(model, key);
			model = pressed.model;
			if (pressed.result !== undefined) done(pressed.result);
		},
	};
}

export function readyScreen(report: Report, openUrl: (url: string) => Promise<void>, { done, changed }: Ways<undefined>): OpenScreen {
	let says: string | undefined;
	const { url } = report;
	const open = async () => {
		if (url === undefined) return;
		try {
			await openUrl(url);
			says = 'Opened in your browser.';
		} catch {
			says = `No browser could be opened. The address is ${url}`;
		}
		changed();
	};
	return {
		draw(canvas) {
			const keys = [...(url === undefined ? [] : ['o open browser']), `${keyNames(canvas).enter} done`];
			const said = says === undefined ? [] : paragraph([piece(says, 'dim')], canvas, 2, [mark('note', canvas), piece(' ')]);
			return { head: [], body: drawReport(report, new Set(), canvas), foot: [BLANK, ...said, ...drawKeyLine(keys, canvas)] };
		},
		isMoving: () => false,
		press(key) {
			if (key.name === 'enter' || key.name === 'escape') return done(undefined);
			if (key.name === 'text' && key.text === 'q') return done(undefined);
			if (key.name === 'text' && key.text === 'o') void open();
		},
	};
}
