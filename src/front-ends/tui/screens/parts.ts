import { type Canvas, edge, paragraph } from '../layout.js';
import { cut, type Line, piece, widthOf } from '../line.js';
import { keyNames } from '../marks.js';

/** The keys that work now; narrow windows get them on as many lines as they need. */
export function drawKeyLine(keys: readonly string[], canvas: Canvas): readonly Line[] {
	const room = edge(canvas) - 2;
	const rows: string[] = [];
	for (const key of keys) {
		const longer = rows.length === 0 ? key : `${rows.at(-1)}   ${key}`;
		// The words of one key stay together when the line is broken.
		if (rows.length > 0 && widthOf([{ text: longer }]) <= room) rows.splice(-1, 1, longer);
		else rows.push(key);
	}
	return rows.flatMap((text) => paragraph([piece(text, 'dim')], canvas, 2));
}

/** The first sentence is the heading of a finding, the rest its text. */
export function firstSentence(text: string): { readonly first: string; readonly rest: string } {
	const end = /[.?](?=\s)/.exec(text);
	if (!end) return { first: text.replace(/\.$/, ''), rest: '' };
	return { first: text.slice(0, end.index + (end[0] === '?' ? 1 : 0)), rest: text.slice(end.index + 1).trim() };
}

/** A line that a program printed. */
export function outputLine(text: string, canvas: Canvas): Line {
	return { pieces: [piece('  '), piece(`${keyNames(canvas).rule} `, 'dim'), piece(cut(text, edge(canvas) - 4), 'dim')] };
}

/** A command, whole: it is broken where it is too long, never cut. */
export function commandLine(text: string, canvas: Canvas, indent = 4): readonly Line[] {
	return paragraph([piece(text, 'accent')], canvas, indent, [piece('$ ', 'dim')]);
}
