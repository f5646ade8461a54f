import xterm from '@xterm/headless';
import type { Cast, CastEvent } from './cast.js';

/** How a piece of a row looks. A colour is one of the sixteen of a terminal, by its number. */
export interface Look {
	readonly color: number | undefined;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underlined: boolean;
	readonly inverse: boolean;
}

/** Letters that look the same and stand beside each other. */
export interface Piece {
	readonly column: number;
	/** In columns: a wide letter takes two. */
	readonly width: number;
	readonly text: string;
	readonly look: Look;
}

export type Row = readonly Piece[];

/** What a terminal shows at a moment. */
export interface Frame {
	readonly atMs: number;
	readonly rows: readonly Row[];
}

/** What a terminal shows while it is sent a recording: a frame for each moment at which that changed. */
export async function toFrames({ columns, rows, events }: Cast): Promise<Frame[]> {
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
	const frames: Frame[] = [];
	let shown = '';
	for (const [index, { atMs, data }] of events.entries()) {
		await new Promise<void>((resolve) => terminal.write(data, resolve));
		if (events[index + 1]?.atMs === atMs) continue;
		const frame = { atMs, rows: Array.from({ length: rows }, (_, row) => readRow(terminal, row)) };
		const now = JSON.stringify(frame.rows);
		if (now !== shown) frames.push(frame);
		shown = now;
	}
	terminal.dispose();
	return frames;
}

/** The same frames as a recording: each event changes the rows that are others now. */
export function toEvents(frames: readonly Frame[]): CastEvent[] {
	let before: readonly Row[] = [];
	return frames.map(({ atMs, rows }) => {
		const changed = rows.flatMap((row, index) =>
			JSON.stringify(row) === JSON.stringify(before[index] ?? []) ? [] : [`\u001b[${index + 1};1H\u001b[2K${paint(row)}`],
		);
		const begin = before.length === 0 ? '\u001b[2J\u001b[?25l' : '';
		before = rows;
		return { atMs, data: begin + changed.join('') };
	});
}

export function textOf({ rows }: Frame): string {
	return rows.map((row) => row.reduce((text, piece) => text.padEnd(piece.column) + piece.text, '')).join('\n');
}

function readRow(terminal: InstanceType<typeof xterm.Terminal>, index: number): Row {
	const { active } = terminal.buffer;
	const line = active.getLine(active.viewportY + index);
	const pieces: Piece[] = [];
	for (let column = 0; column < terminal.cols; ) {
		const cell = line?.getCell(column);
		const width = cell?.getWidth() || 1;
		const text = cell?.getChars() ?? '';
		if (cell && text !== '' && (text !== ' ' || cell.isInverse())) {
			const look: Look = {
				color: cell.isFgPalette() ? cell.getFgColor() : undefined,
				bold: cell.isBold() !== 0,
				dim: cell.isDim() !== 0,
				underlined: cell.isUnderline() !== 0,
				inverse: cell.isInverse() !== 0,
			};
			join(pieces, { column, width, text, look });
		}
		column += width;
	}
	return pieces;
}

/** One blank between two words does not part them. */
function join(pieces: Piece[], next: Piece): void {
	const last = pieces.at(-1);
	const gap = last ? next.column - last.column - last.width : 0;
	if (!last || gap > 1 || JSON.stringify(last.look) !== JSON.stringify(next.look)) {
		pieces.push(next);
		return;
	}
	const width = next.column + next.width - last.column;
	pieces[pieces.length - 1] = { ...last, width, text: last.text + ' '.repeat(gap) + next.text };
}

function paint(row: Row): string {
	return row.map(({ column, text, look }) => `\u001b[${column + 1}G\u001b[${codesOf(look).join(';')}m${text}\u001b[0m`).join('');
}

function codesOf({ color, bold, dim, underlined, inverse }: Look): number[] {
	const codes = [bold && 1, dim && 2, underlined && 4, inverse && 7, color !== undefined && (color < 8 ? 30 + color : 82 + color)];
	return codes.filter((code) => typeof code === 'number');
}
