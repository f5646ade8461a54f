import type { Finding } from '../../../core/check.js';
import { toPlain } from '../../../core/phrase.js';
import type { Report, Verified } from '../../../core/report.js';
import { toDuration } from '../../../core/words.js';
import { type Canvas, edge, isNarrow, paragraph, spread, title, toPieces } from '../layout.js';
import { BLANK, type Line, type Piece, piece, widthOf } from '../line.js';
import { checkMark, mark } from '../marks.js';
import { commandLine, firstSentence, outputLine } from './parts.js';

/** The last screen, as it stays in the scrollback. `opened` are findings that were shown in full before. */
export function drawReport(report: Report, opened: ReadonlySet<string>, canvas: Canvas): readonly Line[] {
	const parts = report.url === undefined ? [] : [labelled('Open', [piece(report.url, 'accent')], canvas)];
	const blocks: (readonly Line[])[] = [
		drawHeading(report, canvas),
		...parts,
		...report.findings.map((finding) => drawFinding(finding, opened.has(finding.id), canvas)),
		report.verified.length > 0 ? drawVerified(report.verified, canvas) : [],
		isReady(report) ? [] : drawProgressOf(report, canvas),
		report.lastLines.length > 0 ? report.lastLines.slice(-10).map((text) => outputLine(text, canvas)) : [],
		drawNext(report, canvas),
	];
	return blocks.filter((block) => block.length > 0).flatMap((block) => [BLANK, ...block]);
}

export function isReady({ outcome }: Report): boolean {
	return outcome === 'ready';
}

function drawHeading(report: Report, canvas: Canvas): readonly Line[] {
	const { says, seconds, exitCode } = report;
	const time = seconds > 0 ? toDuration(seconds) : '';
	if (exitCode === 0) return title(says, time, canvas);
	const name = report.outcome === 'cancelled' ? 'skipped' : 'blocker';
	return spread([piece(says, 'strong')], time === '' ? [] : [piece(time, 'dim')], canvas, [mark(name, canvas), piece(' ')]);
}

function drawFinding({ id, severity, says, because, remedies }: Finding, brief: boolean, canvas: Canvas): readonly Line[] {
	const sentences = firstSentence(toPlain(says));
	const head = spread([piece(sentences.first)], [piece(id, 'dim')], canvas, [checkMark(severity, canvas), piece(' ')]);
	if (brief) return head;
	const more = sentences.rest === '' ? [] : paragraph([piece(sentences.rest)], canvas, 4);
	const seen = because ? paragraph(toPieces(because, 'dim'), canvas, 4, [piece('Seen   ', 'dim')]) : [];
	const ways = remedies.flatMap((remedy, index) => {
		const costs = remedy.kind === 'manual' || !remedy.costs ? [] : [piece(` (${toPlain(remedy.costs)})`, 'dim')];
		const says = paragraph([...toPieces(remedy.says), ...costs], canvas, 4, [piece(index === 0 ? 'Do     ' : 'Or     ', 'dim')]);
		const commands = remedy.kind === 'manual' ? (remedy.commands ?? []) : remedy.kind === 'step' ? remedy.step.preview : [];
		const docs = remedy.kind === 'manual' && remedy.docs !== undefined ? paragraph([piece(remedy.docs, 'dim')], canvas, 11) : [];
		return [...says, ...commands.flatMap((text) => commandLine(text, canvas, 11)), ...docs];
	});
	return [...head, ...more, ...seen, ...ways];
}

/** Properties side by side, as many in a row as there is room for. */
function drawVerified(verified: readonly Verified[], canvas: Canvas): readonly Line[] {
	const cells = verified.map(({ title: words, figure, holds }): readonly Piece[] => [
		mark(holds ? 'holds' : 'blocker', canvas),
		piece(` ${words}`),
		...(figure === undefined ? [] : [piece(` ${figure}`, 'dim')]),
	]);
	const label = isNarrow(canvas) ? '' : 'Verified    ';
	const room = edge(canvas) - 2 - label.length;
	const widest = Math.max(...cells.map(widthOf)) + 3;
	const perRow = Math.max(1, Math.floor((room + 3) / widest));
	const rows = Array.from({ length: Math.ceil(cells.length / perRow) }, (_, index) => cells.slice(index * perRow, (index + 1) * perRow));
	return rows.flatMap((cellsOfRow, index) => {
		const pieces = cellsOfRow.flatMap((cell, at) => [...cell, piece(at < cellsOfRow.length - 1 ? ' '.repeat(widest - widthOf(cell)) : '')]);
		const lead = piece(index === 0 ? label : ' '.repeat(label.length), 'dim');
		return perRow === 1 ? paragraph(pieces, canvas, 2, [lead]) : [{ pieces: [piece('  '), lead, ...pieces] }];
	});
}

function drawProgressOf({ done, held, left }: Report, canvas: Canvas): readonly Line[] {
	const list = (word: string, names: readonly string[]) =>
		names.length === 0 ? [] : labelled(word, [piece(names.join(' · '), 'dim')], canvas);
	return [...list('Done', done), ...list('Held', held), ...list('Not run', left)];
}

function drawNext({ next, logFile, exitCode }: Report, canvas: Canvas): readonly Line[] {
	const commands = next.flatMap((text, index) => labelled(index === 0 ? 'Next' : '', [piece(text, 'accent')], canvas));
	const log = logFile !== undefined && exitCode !== 0 ? labelled('Log', [piece(logFile, 'dim')], canvas) : [];
	return [...commands, ...log];
}

function labelled(word: string, pieces: readonly Piece[], canvas: Canvas): readonly Line[] {
	const label = isNarrow(canvas) ? (word === '' ? '' : `${word}  `) : word.padEnd(12);
	return paragraph(pieces, canvas, 2, [piece(label, 'dim')]);
}
