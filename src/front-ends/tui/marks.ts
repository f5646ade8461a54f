import type { Severity } from '../../core/check.js';
import type { StepState } from '../../core/event.js';
import { type MarkName, markOfStep, marksFor } from '../../core/words.js';
import type { Canvas } from './layout.js';
import { type Piece, piece, type Tone } from './line.js';

const TONES: Readonly<Record<MarkName, Tone>> = {
	holds: 'good',
	blocker: 'bad',
	warning: 'warn',
	note: 'dim',
	todo: 'accent',
	waiting: 'dim',
	running: 'live',
	skipped: 'dim',
};

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const ASCII_SPINNER = ['|', '/', '-', '\\'];
export const SPINNER_MS = 100;

export function mark(name: MarkName, canvas: Canvas): Piece {
	return piece(marksFor(canvas.unicode)[name], TONES[name]);
}

export function checkMark(state: 'holds' | Severity, canvas: Canvas): Piece {
	return mark(state, canvas);
}

export function stepMark(state: StepState, canvas: Canvas): Piece {
	const name = markOfStep(state);
	return name === 'running' ? spinner(canvas) : mark(name, canvas);
}

/** The frame of the spinner at this moment; a plain mark when the screen is read aloud. */
export function spinner(canvas: Canvas): Piece {
	if (canvas.spoken) return mark('running', canvas);
	const frames = canvas.unicode ? SPINNER : ASCII_SPINNER;
	return piece(frames[Math.floor(canvas.atMs / SPINNER_MS) % frames.length] ?? '', 'live');
}

/** A bar of twenty, filled so far. */
export function bar(percent: number, canvas: Canvas, width = 20): readonly Piece[] {
	const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
	const [full, empty] = canvas.unicode ? ['█', '░'] : ['#', '-'];
	return [piece(full.repeat(filled), 'live'), piece(empty.repeat(width - filled), 'dim')];
}

/** The names of the keys as the last line shows them. */
export function keyNames({ unicode }: Canvas) {
	return unicode
		? { choose: '↑↓', enter: '⏎', back: '←', cursor: '❯', mask: '•', rule: '│' }
		: { choose: 'up/down', enter: 'enter', back: 'left', cursor: '>', mask: '*', rule: '|' };
}
