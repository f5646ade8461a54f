import type { Key as InkKey } from 'ink';
import { withoutControls } from '../../core/words.js';

/** A key as the screens know it. `text` is typed or pasted; a paste never contains line breaks. */
export type Key =
	| { readonly name: 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'page-up' | 'page-down' }
	| { readonly name: 'enter' | 'escape' | 'backspace' | 'delete' | 'tab' | 'clear' | 'interrupt' }
	| { readonly name: 'text'; readonly text: string };

export const PASTE_ON = '\u001B[?2004h';
export const PASTE_OFF = '\u001B[?2004l';

const BACKSPACE = String.fromCharCode(127);
const INTERRUPT = String.fromCharCode(3);

const NAMED: readonly (readonly [keyof InkKey, Key])[] = [
	['upArrow', { name: 'up' }],
	['downArrow', { name: 'down' }],
	['leftArrow', { name: 'left' }],
	['rightArrow', { name: 'right' }],
	['home', { name: 'home' }],
	['end', { name: 'end' }],
	['pageUp', { name: 'page-up' }],
	['pageDown', { name: 'page-down' }],
	['return', { name: 'enter' }],
	['escape', { name: 'escape' }],
	['tab', { name: 'tab' }],
	['backspace', { name: 'backspace' }],
	// Most terminals send DEL for the backspace key, which Ink calls delete.
	['delete', { name: 'backspace' }],
];

/** Turns what Ink reads into keys. Remembers whether a bracketed paste is open, since it may come in many pieces. */
export function createKeyReader(): (input: string, key: InkKey) => readonly Key[] {
	let pasting = false;
	return (input, key) => {
		if (input === '[200~' || input === '[201~') {
			pasting = input === '[200~';
			return [];
		}
		if (pasting) return typed(key.return ? '' : input);
		if (key.ctrl && input === 'c') return [{ name: 'interrupt' }];
		if (key.ctrl && input === 'u') return [{ name: 'clear' }];
		const named = NAMED.find(([flag]) => key[flag] === true);
		if (named) return [named[1]];
		if (key.ctrl || key.meta) return [];
		return fromChunk(input);
	};
}

/** Text that came in one piece: typed ahead, a key held down, or a paste by a terminal without bracketed paste. */
function fromChunk(input: string): readonly Key[] {
	const lines = input.split(/\r\n|\r|\n/);
	// One line and its end is what a person (or a script) typed; more lines are a paste, and a paste must not accept anything.
	if (lines.length === 2 && lines[1] === '') return [...fromText(lines[0] ?? ''), { name: 'enter' }];
	return fromText(lines.join(''));
}

function fromText(text: string): readonly Key[] {
	return text.split(/(\p{Cc})/u).flatMap((part): readonly Key[] => {
		if (part === BACKSPACE || part === '\b') return [{ name: 'backspace' }];
		if (part === INTERRUPT) return [{ name: 'interrupt' }];
		return typed(part);
	});
}

function typed(text: string): readonly Key[] {
	const clean = withoutControls(text);
	return clean === '' ? [] : [{ name: 'text', text: clean }];
}
