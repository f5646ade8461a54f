import type { Severity } from './check.js';
import type { StepState } from './event.js';

/** "0.4 s", "31 s", "2 m 51 s", "1 h 4 m". */
export function toDuration(seconds: number): string {
	if (!Number.isFinite(seconds) || seconds < 0) return '0 s';
	if (seconds < 0.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return joinUnits(Math.floor(whole / 60), 'm', whole % 60, 's');
	return joinUnits(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'm');
}

/** A running clock: "0:07", "1:12", "1:02:03". */
export function toClock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const two = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
	return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** An estimate for the title of a plan: "about 40 s", "about 1 min 30 s", "about 3 min". */
export function toEstimate(seconds: number): string {
	if (seconds < 60) return `about ${Math.max(5, Math.round(seconds / 5) * 5)} s`;
	const halves = Math.round(seconds / 30);
	return halves < 6 && halves % 2 === 1 ? `about ${(halves - 1) / 2} min 30 s` : `about ${Math.round(seconds / 60)} min`;
}

/** "1 file", "14 files". */
export function toCount(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function joinUnits(big: number, bigUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

export type MarkName = 'holds' | 'blocker' | 'warning' | 'note' | 'todo' | 'waiting' | 'running' | 'skipped';

const UNICODE_MARKS: Readonly<Record<MarkName, string>> = {
	holds: '✓',
	blocker: '✗',
	warning: '!',
	note: '·',
	todo: '●',
	waiting: '○',
	running: '⠹',
	skipped: '–',
};

const ASCII_MARKS: Readonly<Record<MarkName, string>> = {
	holds: 'v',
	blocker: 'x',
	warning: '!',
	note: '-',
	todo: '*',
	waiting: 'o',
	running: '~',
	skipped: '-',
};

/** The marks of all lists, each one column wide. */
export function marksFor(unicode: boolean): Readonly<Record<MarkName, string>> {
	return unicode ? UNICODE_MARKS : ASCII_MARKS;
}

export function markOfCheck(state: 'holds' | Severity): MarkName {
	return state;
}

export function markOfStep(state: StepState): MarkName {
	switch (state) {
		case 'waiting':
			return 'waiting';
		case 'running':
		case 'progress':
			return 'running';
		case 'done':
		case 'held':
			return 'holds';
		case 'failed':
			return 'blocker';
		case 'left':
			return 'skipped';
	}
}

// What other programs print may carry colours, cursor moves and carriage returns; drawn as they are they would garble the screen.
const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const ESCAPES = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)|[@-Z\\\\-_])`, 'g');
const CONTROLS = /\p{Cc}/gu;

/** Without control characters, which would move the cursor or ring. */
export function withoutControls(text: string): string {
	return text.replace(CONTROLS, '');
}

/** A program's output line as it can be shown: the last state of a redrawn line, without escapes and controls. */
export function toShowable(line: string): string {
	const last =
		line
			.replace(/[\r\n]+$/, '')
			.split('\r')
			.at(-1) ?? '';
	return withoutControls(last.replace(ESCAPES, '').replaceAll('\t', '  ').replace(/\n+/g, ' ')).trimEnd();
}

const TWINS: Readonly<Record<string, string>> = {
	'✓': 'v',
	'✗': 'x',
	'●': '*',
	'○': 'o',
	'·': '-',
	'–': '-',
	'—': '-',
	'…': '.',
	'’': "'",
	'‘': "'",
	'“': '"',
	'”': '"',
	'×': 'x',
	'•': '*',
	'❯': '>',
	'│': '|',
	'█': '#',
	'░': '-',
	'─': '-',
	'←': '<',
	'→': '>',
	'↑': '^',
	'↓': 'v',
};
const TWINNED = new RegExp(`[${Object.keys(TWINS).join('')}]`, 'gu');

/** The text for a terminal without these characters; every character keeps its width. */
export function toAscii(text: string): string {
	return text.replace(TWINNED, (character) => TWINS[character] ?? character);
}
