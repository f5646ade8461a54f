import type { Place } from '../../../core/front-end.js';
import { type Option, problemOf, type Question } from '../../../core/question.js';
import type { Key } from '../keys.js';

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
