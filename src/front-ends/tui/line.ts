import stringWidth from 'string-width';

/** How a piece of text is meant; colour repeats what the words and marks say. */
export type Tone = 'good' | 'bad' | 'warn' | 'live' | 'accent' | 'dim' | 'strong' | 'added' | 'removed';

export interface Piece {
	readonly text: string;
	readonly tone?: Tone;
}

/** One row of the terminal. Its width is known before it is drawn, so the live part never grows past the window. */
export interface Line {
	readonly pieces: readonly Piece[];
	/** What a screen reader is told of it. */
	readonly aria?: { readonly role: 'option' | 'textbox'; readonly selected?: boolean; readonly disabled?: boolean };
}

export const BLANK: Line = { pieces: [] };

export function piece(text: string, tone?: Tone): Piece {
	return tone === undefined ? { text } : { text, tone };
}

export function line(...pieces: readonly (Piece | string)[]): Line {
	return { pieces: pieces.map((part) => (typeof part === 'string' ? { text: part } : part)) };
}

export function textOf({ pieces }: Line): string {
	return pieces.map(({ text }) => text).join('');
}

export function widthOf(pieces: readonly Piece[]): number {
	return pieces.reduce((sum, { text }) => sum + stringWidth(text), 0);
}

/** At most this wide; what is left out is shown by an ellipsis. */
export function cut(text: string, width: number): string {
	if (stringWidth(text) <= width) return text;
	let kept = '';
	for (const character of text) {
		if (stringWidth(kept + character) > width - 1) break;
		kept += character;
	}
	return width <= 0 ? '' : `${kept}…`;
}

/** The end of a text that fits, for an entry whose cursor is at its end. */
export function cutStart(text: string, width: number): string {
	const characters = [...text];
	let kept = characters.length;
	while (kept > 0 && stringWidth(characters.slice(characters.length - kept).join('')) > width) kept--;
	return characters.slice(characters.length - kept).join('');
}

/** Breaks pieces into rows at spaces; only a word that is wider than the row is broken itself. */
export function wrap(pieces: readonly Piece[], width: number): readonly (readonly Piece[])[] {
	const room = Math.max(1, width);
	const rows: Piece[][] = [[]];
	let used = 0;
	const put = (text: string, tone: Tone | undefined) => {
		const row = rows.at(-1);
		const last = row?.at(-1);
		if (last && last.tone === tone) row?.splice(-1, 1, piece(last.text + text, tone));
		else row?.push(piece(text, tone));
		used += stringWidth(text);
	};
	const next = () => {
		rows.push([]);
		used = 0;
	};
	for (const { text, tone } of pieces) {
		for (const word of text.split(/(\n| +)/)) {
			if (word === '') continue;
			if (word === '\n') next();
			else if (word.startsWith(' ')) {
				// Spaces between words; at the edge of a row they are dropped.
				if (used > 0 && used + word.length < room) put(word, tone);
			} else {
				if (used > 0 && used + stringWidth(word) > room) next();
				for (const part of breakWord(word, room)) {
					if (used > 0 && used + stringWidth(part) > room) next();
					put(part, tone);
				}
			}
		}
	}
	return rows.map(trimEnd);
}

function breakWord(word: string, room: number): readonly string[] {
	if (stringWidth(word) <= room) return [word];
	const parts: string[] = [];
	let part = '';
	for (const character of word) {
		if (part !== '' && stringWidth(part + character) > room) {
			parts.push(part);
			part = '';
		}
		part += character;
	}
	return [...parts, part];
}

function trimEnd(pieces: readonly Piece[]): readonly Piece[] {
	const last = pieces.at(-1);
	if (last === undefined || !last.text.endsWith(' ')) return pieces;
	// Only the spaces that separate words: other white space is part of what somebody wrote.
	const text = last.text.replace(/ +$/, '');
	return text === '' ? trimEnd(pieces.slice(0, -1)) : pieces.with(-1, piece(text, last.tone));
}
