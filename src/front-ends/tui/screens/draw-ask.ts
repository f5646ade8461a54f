import { toPlain } from '../../../core/phrase.js';
import type { Option, Question } from '../../../core/question.js';
import { type Canvas, edge, type Frame, paragraph, row, subjectColumn, title, toPieces } from '../layout.js';
import { BLANK, cutStart, type Line, type Piece, piece } from '../line.js';
import { keyNames, mark, spinner } from '../marks.js';
import type { AskModel } from './ask.js';
import { drawKeyLine } from './parts.js';

/** Below this length the last four characters would be too much of a secret. */
const SHOWS_ITS_END = 12;

export function drawAsk(model: AskModel, canvas: Canvas): Frame {
	const { question, place } = model;
	const head = [BLANK, ...title(toPlain(question.asks), place.total > 1 ? `${place.index} of ${place.total}` : '', canvas)];
	const options = question.options ? drawOptions(model, question.options, canvas) : undefined;
	const body = options?.lines ?? [drawEntry(model, canvas)];
	return { head, body, focus: options?.focus ?? 0, foot: [...drawBelow(model, canvas), ...drawKeys(model, canvas)] };
}

function drawOptions(
	{ cursor }: AskModel,
	options: readonly Option[],
	canvas: Canvas,
): { readonly lines: readonly Line[]; readonly focus: number } {
	const width = subjectColumn(
		options.map((option) => option.title),
		canvas,
	);
	const narrower = Math.min(width, Math.max(12, ...options.map((option) => option.title.length)));
	const lines: Line[] = [];
	let focus = 0;
	for (const [index, option] of options.entries()) {
		const selected = index === cursor;
		if (selected) focus = lines.length;
		const tone = option.refused ? 'dim' : selected ? 'accent' : undefined;
		const fact = option.refused ?? option.hint;
		const drawn = row(
			{
				mark: selected ? piece(keyNames(canvas).cursor, 'accent') : piece(' '),
				subject: tone === undefined ? piece(option.title) : piece(option.title, tone),
				fact: fact === undefined ? [] : [piece(fact, 'dim')],
			},
			narrower,
			canvas,
		);
		const aria = { role: 'option', selected, disabled: option.refused !== undefined } as const;
		lines.push(...drawn.map((entry, part) => (part === 0 ? { ...entry, aria } : entry)));
	}
	return { lines, focus };
}

function drawEntry(model: AskModel, canvas: Canvas): Line {
	const { question, place, value, at } = model;
	const { cursor, mask } = keyNames(canvas);
	const lead = [piece('  '), piece(cursor, 'accent'), piece(' ')];
	const room = edge(canvas) - 5;
	const aria = { role: 'textbox' } as const;
	const offered = question.secret ? undefined : (place.suggestion ?? question.fallback);
	if (value === '' && offered) return { pieces: [...lead, piece(cutStart(offered, room), 'dim')], aria };
	const shown = question.secret ? masked(value, mask) : value;
	const characters = [...shown];
	const before = cutStart(characters.slice(0, at).join(''), room);
	const after = characters.slice(at, at + Math.max(0, room - [...before].length)).join('');
	return { pieces: [...lead, piece(before), piece(canvas.spoken ? '' : after === '' ? '_' : '', 'accent'), ...cursorOn(after)], aria };
}

function cursorOn(after: string): readonly Piece[] {
	const [first, ...rest] = [...after];
	return first === undefined ? [] : [piece(first, 'accent'), piece(rest.join(''))];
}

/** Stars for a secret, and its last four characters so that people see which key it is. */
export function masked(value: string, mask: string): string {
	const characters = [...value];
	const open = characters.length >= SHOWS_ITS_END ? 4 : 0;
	return mask.repeat(characters.length - open) + characters.slice(characters.length - open).join('');
}

function drawBelow(model: AskModel, canvas: Canvas): readonly Line[] {
	const { question, trying, problem, help } = model;
	const lines: Line[] = [];
	if (trying) lines.push(...paragraph([piece('Trying it out', 'dim')], canvas, 2, [spinner(canvas), piece(' ')]));
	if (problem !== undefined) lines.push(...paragraph([piece(problem)], canvas, 2, [mark('blocker', canvas), piece(' ')]));
	if (!question.options && question.help) lines.push(...paragraph(toPieces(question.help, 'dim'), canvas, 2));
	if (question.options) lines.push(BLANK, ...(question.help ? paragraph(toPieces(question.help, 'dim'), canvas, 2) : []));
	if (help) lines.push(...drawHelp(question, canvas));
	return lines;
}

function drawHelp({ flag, env, secret, options }: Question, canvas: Canvas): readonly Line[] {
	const ways = [...(flag === undefined ? [] : [`--${flag}`]), ...env];
	const says = [
		ways.length > 0 ? `Can also be given as ${ways.join(', ')}.` : '',
		secret ? 'It is masked here, and no log or file gets it.' : 'Can be changed later by running this again.',
		options?.some(({ refused }) => refused) ? 'What is dimmed cannot work here; its reason stands beside it.' : '',
	];
	return paragraph([piece(says.filter((part) => part !== '').join(' '), 'dim')], canvas, 2);
}

function drawKeys({ question, place, trying }: AskModel, canvas: Canvas): readonly Line[] {
	const { choose, enter, back } = keyNames(canvas);
	if (trying) return paragraph([piece('esc change it   ctrl+c leave', 'dim')], canvas, 2);
	const offered = !question.options && !question.secret && (place.suggestion ?? question.fallback);
	const keys = [
		...(question.options ? [`${choose} choose`] : []),
		`${enter} accept`,
		...(offered ? ['tab edit'] : []),
		...(place.canGoBack ? [`${back} previous`] : []),
		'? more',
		place.canGoBack ? 'ctrl+c leave' : 'esc leave',
	];
	return drawKeyLine(keys, canvas);
}
