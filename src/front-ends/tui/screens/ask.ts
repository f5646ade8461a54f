import type { Place } from '../../../core/front-end.js';
import { toPlain } from '../../../core/phrase.js';
import { type Option, problemOf, type Question } from '../../../core/question.js';
import type { Key } from '../keys.js';
import { type Canvas, edge, type Frame, paragraph, row, subjectColumn, title, toPieces } from '../layout.js';
import { BLANK, cutStart, type Line, type Piece, piece, widthOf } from '../line.js';
import { keyNames, mark, spinner } from '../marks.js';

/** A question on the screen, and how far its answer is. */
export interface AskModel {
	readonly question: Question;
	readonly place: Place;
	/** The option under the cursor. */
	readonly cursor: number;
	/** What was typed. */
	readonly value: string;
	/** Where in it the next character goes. */
	readonly at: number;
	readonly problem?: string;
	/** The world is being asked whether it accepts the answer. */
	readonly trying: boolean;
	readonly help: boolean;
}

export type AskResult =
	| { readonly kind: 'answer'; readonly value: string }
	| { readonly kind: 'try'; readonly value: string }
	| { readonly kind: 'back' }
	| { readonly kind: 'leave' };

export interface Pressed {
	readonly model: AskModel;
	readonly result?: AskResult;
}

/** Below this length the last four characters would be too much of a secret. */
const SHOWS_ITS_END = 12;

export function openAsk(question: Question, place: Place): AskModel {
	const offered = place.suggestion ?? question.fallback;
	const chosen = question.options?.findIndex(({ value }) => value === offered) ?? -1;
	const firstOpen = question.options?.findIndex(({ refused }) => refused === undefined) ?? 0;
	return { question, place, cursor: Math.max(0, chosen >= 0 ? chosen : firstOpen), value: '', at: 0, trying: false, help: false };
}

/** What the list of answers shows of an answer. */
export function shownAnswer({ options, secret }: Question, value: string): string {
	if (secret) return value === '' ? 'none' : 'kept as a secret';
	return options?.find((option) => option.value === value)?.title ?? (value === '' ? 'none' : value);
}

export function pressAsk(model: AskModel, key: Key): Pressed {
	const { place, question } = model;
	// While an answer is tried only going back to it makes sense.
	if (model.trying) return key.name === 'escape' ? { model: { ...model, trying: false } } : { model };
	if (key.name === 'escape') return { model, result: { kind: place.canGoBack ? 'back' : 'leave' } };
	if (key.name === 'left' && place.canGoBack && (question.options || model.value === '')) return { model, result: { kind: 'back' } };
	if (key.name === 'text' && key.text === '?' && (question.options || model.value === ''))
		return { model: { ...model, help: !model.help } };
	if (key.name === 'enter') return accept(model);
	return { model: question.options ? pressPicker(model, question.options, key) : pressEntry(model, key) };
}

/** The answer was tried and is refused; the entry stays. */
export function refuse(model: AskModel, problem: string): AskModel {
	return { ...model, problem, trying: false };
}

function accept(model: AskModel): Pressed {
	const { question, place, cursor } = model;
	const offered = question.secret ? question.fallback : (place.suggestion ?? question.fallback);
	const typed = question.secret ? model.value.trim() : model.value;
	const value = question.options ? (question.options[cursor]?.value ?? '') : typed === '' ? (offered ?? '') : typed;
	const problem = problemOf(question, value) ?? (value === '' && offered === undefined ? 'An answer is needed here.' : undefined);
	if (problem !== undefined) return { model: refuse(model, problem) };
	if (place.attempt) return { model: { ...without(model), trying: true }, result: { kind: 'try', value } };
	return { model, result: { kind: 'answer', value } };
}

function without({ problem: _, ...model }: AskModel): AskModel {
	return model;
}

function pressPicker(model: AskModel, options: readonly Option[], key: Key): AskModel {
	const step = key.name === 'up' ? -1 : key.name === 'down' ? 1 : 0;
	if (key.name === 'home' || key.name === 'end') return { ...without(model), cursor: key.name === 'home' ? 0 : options.length - 1 };
	if (step === 0) return model;
	return { ...without(model), cursor: (model.cursor + step + options.length) % options.length };
}

function pressEntry(model: AskModel, key: Key): AskModel {
	const characters = [...model.value];
	const edited = (value: readonly string[], at: number): AskModel => ({ ...without(model), value: value.join(''), at });
	switch (key.name) {
		case 'text': {
			const added = [...key.text];
			return edited([...characters.slice(0, model.at), ...added, ...characters.slice(model.at)], model.at + added.length);
		}
		case 'backspace':
			return model.at === 0 ? model : edited(characters.toSpliced(model.at - 1, 1), model.at - 1);
		case 'clear':
			return edited([], 0);
		case 'left':
			return { ...model, at: Math.max(0, model.at - 1) };
		case 'right':
			return { ...model, at: Math.min(characters.length, model.at + 1) };
		case 'home':
			return { ...model, at: 0 };
		case 'end':
			return { ...model, at: characters.length };
		case 'tab': {
			const offered = model.question.secret ? undefined : (model.place.suggestion ?? model.question.fallback);
			return model.value === '' && offered !== undefined ? edited([...offered], [...offered].length) : model;
		}
		default:
			return model;
	}
}

export function drawAsk(model: AskModel, canvas: Canvas): Frame {
	const { question, place } = model;
	const head = [BLANK, ...title(toPlain(question.asks), `${place.index} of ${place.total}`, canvas)];
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
