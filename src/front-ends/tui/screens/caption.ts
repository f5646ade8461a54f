import { type Canvas, edge, fitPieces, paragraph } from '../layout.js';
import { BLANK, type Line, piece } from '../line.js';
import { drawKeyLine } from './parts.js';

/** Words below a screen that explain it, and are no part of it. */
export interface Caption {
	/** What the whole screen is: "simulated". */
	readonly badge: string;
	readonly says: string;
	/** The keys that work beside those of the screen: "space go on". */
	readonly keys: readonly string[];
}

/** So high that the screen above stays where it is while the captions change. */
const height = 3;

/** A rule with the badge at its end, the words, and their keys. */
export function drawCaption({ badge, says, keys }: Caption, canvas: Canvas): readonly Line[] {
	const words = ` ${badge} ──`;
	const rule = '─'.repeat(Math.max(2, edge(canvas) - 2 - words.length));
	const text = says === '' ? [] : paragraph([piece(says)], canvas, 2);
	const blank = Array.from({ length: Math.max(0, height - text.length) }, () => BLANK);
	return [
		BLANK,
		{ pieces: [piece('  '), ...fitPieces([piece(`${rule}${words}`, 'accent')], edge(canvas) - 2)] },
		...text,
		...blank,
		...drawKeyLine(keys, canvas),
	];
}
