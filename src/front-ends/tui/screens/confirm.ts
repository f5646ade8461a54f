import type { FileChange } from '../../../core/plan.js';
import { toDiffLines } from '../../shared/diff-lines.js';
import type { Key } from '../keys.js';
import { type Canvas, type Frame, paragraph } from '../layout.js';
import { BLANK, piece } from '../line.js';
import { keyNames, mark } from '../marks.js';
import { drawDiff } from './approve.js';
import { drawKeyLine } from './parts.js';

/** A yes that has to be given by itself. */
export interface ConfirmModel {
	readonly says: string;
	readonly change?: FileChange;
	readonly cursor: number;
}

export interface PressedConfirm {
	readonly model: ConfirmModel;
	readonly result?: boolean;
}

export function openConfirm(says: string, change: FileChange | undefined): ConfirmModel {
	return { says, cursor: 0, ...(change !== undefined && { change }) };
}

/** Only `y` is a yes; everything that ends the question otherwise is a no. */
export function pressConfirm(model: ConfirmModel, key: Key): PressedConfirm {
	if (key.name === 'text' && key.text.toLowerCase() === 'y') return { model, result: true };
	if (key.name === 'text' && key.text.toLowerCase() === 'n') return { model, result: false };
	if (key.name === 'enter' || key.name === 'escape') return { model, result: false };
	if (key.name !== 'up' && key.name !== 'down') return { model };
	const last = model.change ? toDiffLines(model.change).length - 1 : 0;
	return { model: { ...model, cursor: Math.max(0, Math.min(last, model.cursor + (key.name === 'up' ? -1 : 1))) } };
}

export function drawConfirm({ says, change, cursor }: ConfirmModel, canvas: Canvas): Frame {
	const { enter, choose } = keyNames(canvas);
	const keys = ['y yes', `n or ${enter} no`, ...(change ? [`${choose} scroll`] : [])];
	return {
		head: [BLANK, ...paragraph([piece(says, 'strong')], canvas, 2, [mark('warning', canvas), piece(' ')]), ...(change ? [BLANK] : [])],
		body: change ? drawDiff(change, canvas) : [],
		focus: cursor,
		foot: [BLANK, ...drawKeyLine(keys, canvas)],
	};
}
