import type { Cast } from './cast.js';
import { type Frame, type Look, type Piece, type Row, toFrames } from './frame.js';

export interface Theme {
	readonly name: 'light' | 'dark';
	readonly background: string;
	readonly border: string;
	readonly text: string;
	readonly dim: string;
	/** Of the sixteen colours of a terminal, those that are used: the first eight; the bright ones look the same. */
	readonly colors: readonly string[];
}

export const themes: readonly Theme[] = [
	{
		name: 'light',
		background: '#ffffff',
		border: '#d0d7de',
		text: '#1f2328',
		dim: '#656d76',
		colors: ['#24292f', '#cf222e', '#116329', '#7d4e00', '#0969da', '#8250df', '#0b6b7b', '#57606a'],
	},
	{
		name: 'dark',
		background: '#0d1117',
		border: '#30363d',
		text: '#e6edf3',
		dim: '#8b949e',
		colors: ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'],
	},
];

const cell = { width: 8.4, height: 18 };
const margin = { side: 16, top: 40, bottom: 14 };
/** How long the last frame stays before the film begins anew. */
const lingerMs = 8000;

/** A recording as a picture that moves: text that stays text, no script, no font of its own. Whoever wants no motion sees its end. */
export async function toSvg(cast: Cast, theme: Theme, describes: string): Promise<string> {
	const frames = await toFrames(cast);
	const screen = { width: cast.columns * cell.width, height: cast.rows * cell.height };
	const width = Math.ceil(screen.width + 2 * margin.side);
	const height = screen.height + margin.top + margin.bottom;
	const drawn = drawFrames(frames, screen.height);
	const last = -(frames.length - 1) * screen.height;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">`,
		`<title id="t">${escapeText(cast.title)}</title><desc id="d">${escapeText(describes)}</desc>`,
		`<style>${styleOf(theme)}${motionOf(frames, screen.height)}`,
		`@media(prefers-reduced-motion:reduce){.film{animation:none;transform:translateY(${last}px)}}</style>`,
		`<defs>${drawn.rows.join('\n')}</defs>`,
		`<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" class="window"/>`,
		`<g class="dim"><circle cx="20" cy="20" r="5.5"/><circle cx="39" cy="20" r="5.5"/><circle cx="58" cy="20" r="5.5"/></g>`,
		`<text x="${width / 2}" y="24" class="dim name">${escapeText(cast.title)}</text>`,
		`<svg x="${margin.side}" y="${margin.top}" width="${screen.width}" height="${screen.height}"><g class="film">`,
		...drawn.frames,
		'</g></svg></svg>\n',
	].join('\n');
}

function styleOf({ background, border, text, dim, colors }: Theme): string {
	return [
		'text{font:14px ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}',
		`text,.fill{fill:${text}}.window{fill:${background};stroke:${border}}.dim,text.dim{fill:${dim}}.dim circle{fill:${border}}`,
		`.name{text-anchor:middle;font-size:13px}.b{font-weight:bold}.u{text-decoration:underline}.over{fill:${background}}`,
		...colors.map((color, index) => `.c${index}{fill:${color}}`),
	].join('');
}

/** The film is moved by its frames' height, at once at each time. */
function motionOf(frames: readonly Frame[], height: number): string {
	const totalMs = (frames.at(-1)?.atMs ?? 0) + lingerMs;
	const stops = frames.map(({ atMs }, index) => {
		const percent = index === 0 ? 0 : Number(((atMs / totalMs) * 100).toFixed(2));
		return `${percent}%{transform:translateY(${-index * height}px)}`;
	});
	return `.film{animation:film ${totalMs / 1000}s step-end infinite}\n@keyframes film{${stops.join('')}}`;
}

/** Every row that is ever shown is drawn once. */
function drawFrames(frames: readonly Frame[], height: number): { readonly rows: readonly string[]; readonly frames: readonly string[] } {
	const names = new Map<string, string>();
	const nameOf = (row: Row) => {
		const drawing = row.map(drawPiece).join('');
		const name = names.get(drawing) ?? names.size.toString(36);
		names.set(drawing, name);
		return name;
	};
	const drawn = frames.map(({ rows }, index) => {
		const uses = rows.map((row, line) => (row.length === 0 ? '' : `<use href="#r${nameOf(row)}" y="${line * cell.height}"/>`));
		return `<g transform="translate(0,${index * height})">${uses.join('')}</g>`;
	});
	return { rows: [...names].map(([drawing, name]) => `<g id="r${name}">${drawing}</g>`), frames: drawn };
}

function drawPiece({ column, width, text, look }: Piece): string {
	const x = round(column * cell.width);
	const across = round(width * cell.width);
	const box = look.inverse ? `<rect x="${x}" width="${across}" height="${cell.height}" class="${colorOf(look) || 'fill'}"/>` : '';
	const classes = [look.inverse ? 'over' : colorOf(look), look.bold && 'b', look.underlined && 'u'].filter(Boolean).join(' ');
	// Its width is told, so that rows are straight in any font; what is drawn with letters must not have gaps.
	const adjust = /[─-╿▀-▟]/.test(text) && 'lengthAdjust="spacingAndGlyphs"';
	const attributes = [`x="${x}"`, 'y="13.5"', classes && `class="${classes}"`, `textLength="${across}"`, adjust];
	return `${box}<text ${attributes.filter(Boolean).join(' ')}>${escapeText(text)}</text>`;
}

function colorOf({ color, dim }: Look): string {
	if (color !== undefined) return `c${color % 8}`;
	return dim ? 'dim' : '';
}

function round(value: number): number {
	return Number(value.toFixed(1));
}

function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
