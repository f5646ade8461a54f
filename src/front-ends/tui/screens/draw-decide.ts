import type { Finding, Remedy } from '../../../core/check.js';
import { toPlain } from '../../../core/phrase.js';
import { toClock } from '../../../core/words.js';
import { type Canvas, type Frame, paragraph, row, spread, toPieces } from '../layout.js';
import { BLANK, type Line, type Piece, piece } from '../line.js';
import { checkMark, keyNames, spinner } from '../marks.js';
import { type DecideModel, type Manual, remediesOf } from './decide.js';
import { commandLine, drawKeyLine, firstSentence, outputLine } from './parts.js';

export function drawDecide(model: DecideModel, canvas: Canvas): Frame {
	const finding = model.findings[model.open];
	if (!finding) return { head: [], body: [], foot: [] };
	const head = drawFinding(finding, model, canvas);
	if (model.mode === 'watch' && model.manual) return drawWatch(model, model.manual, head, canvas);
	const choices = drawChoices(model, canvas);
	return { head: [...head, BLANK], ...choices, foot: [...drawExtras(model, canvas), ...drawChooseKeys(model, canvas)] };
}

/** The finding itself: what is wrong, its id, how we know, what is done already. */
function drawFinding(finding: Finding, { findings, open, done, showsLog, lastLines, mode }: DecideModel, canvas: Canvas): readonly Line[] {
	const says = toPlain(finding.says);
	const sentences = firstSentence(says);
	const which = findings.length > 1 ? `  ${open + 1} of ${findings.length}` : '';
	const head = spread([piece(sentences.first, 'strong')], [piece(`${finding.id}${which}`, 'dim')], canvas, [
		checkMark(finding.severity, canvas),
		piece(' '),
	]);
	const label = (word: string) => [piece(word.padEnd(7), 'dim')];
	const lines: Line[] = [BLANK, ...head];
	const details: Line[] = [];
	if (sentences.rest !== '') details.push(...paragraph([piece(sentences.rest)], canvas, 4));
	if (finding.because) details.push(...paragraph(toPieces(finding.because, 'dim'), canvas, 4, label('Seen')));
	if (done.length > 0) details.push(...paragraph([piece(`${done.join(' · ')}; all of it stays.`, 'dim')], canvas, 4, label('Done')));
	if (details.length > 0) lines.push(BLANK, ...details);
	const shown = lastLines.slice(showsLog ? -10 : -3);
	if (mode === 'choose' && shown.length > 0) lines.push(BLANK, ...shown.map((text) => outputLine(text, canvas)));
	return lines;
}

function drawChoices(model: DecideModel, canvas: Canvas): Pick<Frame, 'body' | 'focus'> {
	const choices = [
		...remediesOf(model).map((remedy) => ({ says: firstLine(toPlain(remedy.says)), costs: costsOf(remedy) })),
		{ says: 'Leave it', costs: 'run this again any time' },
	];
	const width = Math.min(Math.max(...choices.map(({ says }) => says.length)), Math.floor(canvas.columns * 0.5));
	const body: Line[] = [];
	let focus = 0;
	for (const [index, { says, costs }] of choices.entries()) {
		const selected = index === model.cursor;
		if (selected) focus = body.length;
		const cursor = selected ? piece(keyNames(canvas).cursor, 'accent') : piece(' ');
		const subject = selected ? piece(says, 'accent') : piece(says);
		const drawn = row({ mark: cursor, subject, fact: costs === '' ? [] : [piece(costs, 'dim')] }, width, canvas);
		body.push(...drawn.map((entry, part) => (part === 0 ? { ...entry, aria: { role: 'option', selected } as const } : entry)));
	}
	return { body, focus };
}

/** What the user has to do may be a list; its beginning stands for it. */
function firstLine(text: string): string {
	const [first = '', ...rest] = text.split('\n');
	return rest.length === 0 ? first : `${first} …`;
}

function costsOf(remedy: Remedy): string {
	switch (remedy.kind) {
		case 'step':
			return [remedy.costs ? toPlain(remedy.costs) : (remedy.step.costs ?? ''), remedy.step.destroys ? toPlain(remedy.step.destroys) : '']
				.filter((part) => part !== '')
				.join(' · ');
		case 'answer':
		case 'ask':
			return remedy.costs ? toPlain(remedy.costs) : '';
		case 'manual':
			return 'you do it, we watch';
	}
}

function drawExtras(model: DecideModel, canvas: Canvas): readonly Line[] {
	const lines: Line[] = [];
	const remedy = remediesOf(model)[model.cursor];
	if (model.showsCommands) {
		const commands = commandsOf(remedy);
		lines.push(
			...(commands.length > 0
				? commands.flatMap((text) => commandLine(text, canvas))
				: paragraph([piece('No command is run for this.', 'dim')], canvas, 4)),
		);
	}
	if (model.showsLog && model.logFile !== undefined)
		lines.push(...paragraph([piece(model.logFile, 'dim')], canvas, 4, [piece('Log  ', 'dim')]));
	return lines.length > 0 ? [BLANK, ...lines] : [];
}

function commandsOf(remedy: Remedy | undefined): readonly string[] {
	if (remedy?.kind === 'step') return remedy.step.preview;
	return remedy?.kind === 'manual' ? (remedy.commands ?? []) : [];
}

function drawChooseKeys(model: DecideModel, canvas: Canvas): readonly Line[] {
	const { choose, enter } = keyNames(canvas);
	return drawKeyLine(
		[
			`${choose} choose`,
			`${enter} accept`,
			'c commands',
			...(model.findings.length > 1 ? ['tab next'] : []),
			...(model.logFile !== undefined || model.lastLines.length > 0 ? ['l log'] : []),
			model.manual ? 'esc back' : 'esc leave',
		],
		canvas,
	);
}

function drawWatch(model: DecideModel, manual: Manual, head: readonly Line[], canvas: Canvas): Frame {
	const steps = toPlain(manual.says)
		.split('\n')
		.map((text) => text.trim())
		.filter((text) => text !== '');
	const number = (index: number): readonly Piece[] => (steps.length > 1 ? [piece(`${index + 1}  `, 'accent')] : []);
	const says =
		steps.length > 1
			? steps.flatMap((text, index) => paragraph([piece(text)], canvas, 4, number(index)))
			: paragraph(toPieces(manual.says), canvas, 4);
	const commands = (manual.commands ?? []).flatMap((text) => commandLine(text, canvas));
	const docs = manual.docs === undefined ? [] : paragraph([piece(manual.docs, 'dim')], canvas, 4);
	const watching = spread(
		[piece('Watching. We go on by ourselves as soon as it is fine.')],
		[piece(toClock((canvas.atMs - model.sinceMs) / 1000), 'dim')],
		canvas,
		[spinner(canvas), piece(' ')],
	);
	const keys = ['r look again now', ...(model.findings.length > 1 ? ['tab next'] : []), 'o other ways', 'esc leave (nothing was changed)'];
	return {
		head,
		body: [BLANK, ...says, ...commands, ...docs],
		focus: 1,
		foot: [BLANK, ...watching, ...drawKeyLine(model.untouched ? keys : keys.with(-1, 'esc leave'), canvas)],
	};
}
