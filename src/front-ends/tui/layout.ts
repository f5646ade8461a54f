import type { Phrase, Span } from '../../core/phrase.js';
import { BLANK, cut, type Line, type Piece, piece, type Tone, widthOf, wrap } from './line.js';

/** What drawing needs to know of the window and the moment. */
export interface Canvas {
	readonly columns: number;
	readonly rows: number;
	readonly unicode: boolean;
	/** The time this frame shows, in milliseconds since 1970. */
	readonly atMs: number;
	/** Read aloud: no spinner, no bars. */
	readonly spoken: boolean;
}

/** Below this width facts go to the next line. */
const NARROW = 60;
/** Below this width bars go. */
const TINY = 40;

export function isNarrow({ columns }: Canvas): boolean {
	return columns < NARROW;
}

export function hasBars({ columns, spoken }: Canvas): boolean {
	return columns >= TINY && !spoken;
}

/** Where text ends: a margin at the right, and never the last column, where terminals wrap by themselves. */
export function edge({ columns }: Canvas): number {
	return Math.max(4, columns >= TINY ? columns - 2 : columns - 1);
}

export function toPieces(phrase: Phrase, tone?: Tone): readonly Piece[] {
	return typeof phrase === 'string' ? [piece(phrase, tone)] : phrase.map((span) => toPiece(span, tone));
}

function toPiece(span: Span, tone: Tone | undefined): Piece {
	if (typeof span === 'string') return piece(span, tone);
	if ('command' in span) return piece(span.command, 'accent');
	if ('path' in span) return piece(span.path, 'accent');
	return piece(span.link === span.url ? span.url : `${span.link} (${span.url})`, 'accent');
}

/** Text with a margin; rows after the first one hang below its beginning. */
export function paragraph(pieces: readonly Piece[], canvas: Canvas, indent: number, label: readonly Piece[] = []): readonly Line[] {
	const margin = Math.min(indent, Math.floor(edge(canvas) / 4));
	const hang = margin + widthOf(label);
	return wrap(pieces, edge(canvas) - hang).map((row, index) => ({
		pieces: [piece(' '.repeat(index === 0 ? margin : hang)), ...(index === 0 ? label : []), ...row],
	}));
}

/** Something at the left and something at the right edge; the right one goes below when there is no room. `label` is a mark before the left one. */
export function spread(left: readonly Piece[], right: readonly Piece[], canvas: Canvas, label: readonly Piece[] = []): readonly Line[] {
	const gap = edge(canvas) - 2 - widthOf(label) - widthOf(left) - widthOf(right);
	if (right.length === 0 || gap < 2)
		return [...paragraph(left, canvas, 2, label), ...(right.length === 0 ? [] : paragraph(right, canvas, 4))];
	return [{ pieces: [piece('  '), ...label, ...left, piece(' '.repeat(gap)), ...right] }];
}

/** The first line of a screen. */
export function title(text: string, right: string, canvas: Canvas): readonly Line[] {
	return spread([piece(text, 'strong')], right === '' ? [] : [piece(right, 'dim')], canvas);
}

export interface RowParts {
	readonly mark: Piece;
	readonly subject: Piece;
	readonly fact?: readonly Piece[];
	readonly right?: string;
}

/** Mark, subject, fact and a figure at the right edge, in columns. `live` rows keep to one line where they can. */
export function row(
	{ mark, subject, fact = [], right = '' }: RowParts,
	subjectWidth: number,
	canvas: Canvas,
	live = false,
): readonly Line[] {
	const lead = [piece('  '), mark, piece(' ')];
	const start = widthOf(lead);
	if (isNarrow(canvas)) return narrowRow({ mark, subject, fact, right }, canvas, live);
	const room = edge(canvas) - start - (right === '' ? 0 : right.length + 2);
	const needs = widthOf([subject]);
	const column = Math.min(Math.max(needs, subjectWidth), room);
	const factRoom = room - column - 2;
	if (needs > room || (fact.length > 0 && factRoom < 16)) return narrowRow({ mark, subject, fact, right }, canvas, live);
	const rows = fact.length === 0 ? [[]] : live ? [fitPieces(fact, factRoom)] : wrap(fact, factRoom);
	return rows.map((part, index): Line => {
		const body = index === 0 ? [subject, piece(' '.repeat(column - needs))] : [piece(' '.repeat(column))];
		const filled = [...body, piece('  '), ...part];
		const pad = room - widthOf(filled) + 2;
		const tail = index === 0 && right !== '' ? [piece(' '.repeat(Math.max(1, pad))), piece(right, 'dim')] : [];
		return { pieces: [...(index === 0 ? lead : [piece(' '.repeat(start))]), ...filled, ...tail] };
	});
}

function narrowRow({ mark, subject, fact = [], right = '' }: RowParts, canvas: Canvas, live: boolean): readonly Line[] {
	const label = [mark, piece(' ')];
	const room = edge(canvas) - 4;
	const fits = right !== '' && widthOf([subject]) + 2 + right.length <= room;
	const gap = room - widthOf([subject]) - right.length;
	const first = fits ? [subject, piece(' '.repeat(gap)), piece(right, 'dim')] : [subject];
	const head = fits ? [{ pieces: [piece('  '), ...label, ...first] }] : paragraph(first, canvas, 2, label);
	const rest = [...fact, ...(right !== '' && !fits ? [piece(fact.length > 0 ? `  ${right}` : right, 'dim')] : [])];
	if (rest.length === 0) return head;
	return [...head, ...(live ? [{ pieces: [piece('    '), ...fitPieces(rest, room)] }] : paragraph(rest, canvas, 4))];
}

/** Pieces on one line, the last one shortened. */
export function fitPieces(pieces: readonly Piece[], width: number): readonly Piece[] {
	const kept: Piece[] = [];
	let room = width;
	for (const part of pieces) {
		if (room <= 0) break;
		const text = cut(part.text, room);
		kept.push(part.tone === undefined ? piece(text) : piece(text, part.tone));
		room -= widthOf([{ text }]);
	}
	return kept;
}

/** The width of the subject column: the longest one, within reason. */
export function subjectColumn(subjects: readonly string[], canvas: Canvas): number {
	const longest = Math.max(0, ...subjects.map((subject) => widthOf([{ text: subject }])));
	return Math.min(Math.max(longest, 20), Math.floor(canvas.columns * 0.5));
}

/** A screen before it is fitted into the window. */
export interface Frame {
	readonly head: readonly Line[];
	/** Scrolls when there is no room; `focus` is the row of it that must be seen. */
	readonly body: readonly Line[];
	readonly focus?: number;
	/** Ends with the keys that work now. */
	readonly foot: readonly Line[];
}

/** As much of a frame as the window has room for: the last line, the row in focus, the title, in this order. */
export function fitFrame({ head, body, focus = 0, foot }: Frame, canvas: Canvas): readonly Line[] {
	const room = Math.max(3, canvas.rows - 2);
	if (head.length + body.length + foot.length <= room) return [...head, ...body, ...foot];
	const tight = (lines: readonly Line[]) => lines.filter((entry) => entry !== BLANK);
	const lessHead = tight(head);
	const lessFoot = tight(foot);
	const keptFoot = lessFoot.slice(-Math.max(1, Math.min(lessFoot.length, Math.floor(room / 3))));
	const forBody = Math.min(body.length, Math.max(3, Math.floor((room - keptFoot.length) / 2)));
	const keptHead = lessHead.slice(0, Math.max(0, room - keptFoot.length - forBody));
	const bodyRoom = Math.max(0, room - keptFoot.length - keptHead.length);
	return [...keptHead, ...windowOf(body, focus, bodyRoom, canvas), ...keptFoot];
}

function windowOf(body: readonly Line[], focus: number, room: number, canvas: Canvas): readonly Line[] {
	if (body.length <= room) return body;
	const options = body.flatMap(({ aria }, index) => (aria?.role === 'option' ? [index] : []));
	// Whoever reads or chooses has to know that there is more, where there is a line to say so.
	const height = room > 3 ? room - 1 : room;
	const from = Math.min(Math.max(0, focus - Math.floor(height / 2)), body.length - height);
	const shown = body.slice(from, from + height);
	if (height === room) return shown;
	const told =
		options.length > 0 ? tellOfMore(options, from, from + height, canvas) : tellOfRest(from > 0, from + height < body.length, canvas);
	return [...shown, told];
}

/** "more above and below" */
function tellOfRest(above: boolean, below: boolean, canvas: Canvas): Line {
	const where = [...(above ? ['above'] : []), ...(below ? ['below'] : [])].join(' and ');
	return { pieces: [piece('    '), piece(cut(`more ${where}`, edge(canvas) - 4), 'dim')] };
}

/** "1 to 3 of 9, more below"; an option is shown when its first line is. */
function tellOfMore(options: readonly number[], from: number, to: number, canvas: Canvas): Line {
	const above = options.filter((index) => index < from).length;
	const last = options.filter((index) => index < to).length;
	const where = [...(above > 0 ? ['above'] : []), ...(last < options.length ? ['below'] : [])].join(' and ');
	const shown = `${above + 1 < last ? `${above + 1} to ` : ''}${last} of ${options.length}`;
	const room = edge(canvas) - 4;
	const whole = where === '' ? shown : `${shown}, more ${where}`;
	return { pieces: [piece('    '), piece(whole.length > room ? cut(shown, room) : whole, 'dim')] };
}
