import type { Finding, Remedy } from '../../../core/check.js';
import type { Decision } from '../../../core/front-end.js';
import type { Key } from '../keys.js';

export type Manual = Extract<Remedy, { readonly kind: 'manual' }>;

/** A blocker or a failure on the screen. */
export interface DecideModel {
	readonly findings: readonly Finding[];
	/** Which of them is open. */
	readonly open: number;
	/** `choose` shows the remedies, `watch` waits for what only the user can do. */
	readonly mode: 'choose' | 'watch';
	readonly cursor: number;
	/** The manual remedy that is waited for. */
	readonly manual?: Manual;
	readonly sinceMs: number;
	readonly showsCommands: boolean;
	readonly showsLog: boolean;
	/** What is in place already: "Cluster created". */
	readonly done: readonly string[];
	/** No step has run yet. */
	readonly untouched: boolean;
	/** What the failing program printed last. */
	readonly lastLines: readonly string[];
	readonly logFile?: string;
}

export interface PressedDecide {
	readonly model: DecideModel;
	readonly result?: Decision;
}

export function openDecide(
	findings: readonly Finding[],
	context: Pick<DecideModel, 'done' | 'untouched' | 'lastLines'> & { readonly logFile?: string | undefined },
	atMs: number,
): DecideModel {
	const { logFile, ...known } = context;
	const base = { findings, sinceMs: atMs, showsCommands: false, showsLog: false, ...known, ...(logFile !== undefined && { logFile }) };
	return openFinding({ ...base, open: 0, mode: 'choose', cursor: 0 }, 0);
}

function openFinding(model: DecideModel, open: number): DecideModel {
	const first = model.findings[open]?.remedies[0];
	const { manual: _, ...rest } = model;
	const base: DecideModel = { ...rest, open, cursor: 0, showsCommands: false };
	return first?.kind === 'manual' ? { ...base, mode: 'watch', manual: first } : { ...base, mode: 'choose' };
}

export function remediesOf({ findings, open }: DecideModel): readonly Remedy[] {
	return findings[open]?.remedies ?? [];
}

export function pressDecide(model: DecideModel, key: Key): PressedDecide {
	if (key.name === 'tab') return { model: openFinding(model, (model.open + 1) % Math.max(1, model.findings.length)) };
	if (key.name === 'text') return pressLetter(model, key.text);
	return model.mode === 'watch' ? pressWatch(model, key) : pressChoose(model, key);
}

function pressLetter(model: DecideModel, letter: string): PressedDecide {
	switch (letter) {
		case 'r':
			return { model, result: { kind: 'again' } };
		case 'c':
			return { model: { ...model, showsCommands: !model.showsCommands } };
		case 'l':
			return { model: { ...model, showsLog: !model.showsLog } };
		case 'o':
			return { model: model.mode === 'watch' ? { ...model, mode: 'choose', cursor: 0 } : model };
		default:
			return { model };
	}
}

function pressWatch(model: DecideModel, key: Key): PressedDecide {
	if (key.name === 'escape') return { model, result: { kind: 'leave' } };
	return { model };
}

function pressChoose(model: DecideModel, key: Key): PressedDecide {
	const remedies = remediesOf(model);
	const count = remedies.length + 1;
	switch (key.name) {
		case 'up':
		case 'down':
			return { model: { ...model, cursor: (model.cursor + (key.name === 'up' ? count - 1 : 1)) % count } };
		case 'escape':
			return model.manual ? { model: { ...model, mode: 'watch' } } : { model, result: { kind: 'leave' } };
		case 'enter': {
			const remedy = remedies[model.cursor];
			if (!remedy) return { model, result: { kind: 'leave' } };
			if (remedy.kind === 'manual') return { model: { ...model, mode: 'watch', manual: remedy, showsCommands: true } };
			return { model, result: { kind: 'remedy', remedy } };
		}
		default:
			return { model };
	}
}
