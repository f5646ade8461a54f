import { styleText } from 'node:util';
import { marksFor } from '../core/words.js';
import { type Entry, fixFor } from '../knowledge/entry.js';
import { type Explanation, nextLook } from '../knowledge/explain.js';
import { toPage } from '../knowledge/page.js';
import { isGuess } from '../knowledge/topic.js';
import type { Suspect } from '../knowledge/weigh.js';

/** How the terminal takes text. */
export interface Style {
	readonly unicode: boolean;
	readonly colour: boolean;
	/** Columns. */
	readonly width: number;
}

/** The judgement on an output, as a card: what, why we think so, what to do. */
export function cardLines({ best, others, platform, output }: Explanation, style: Style): readonly string[] {
	if (!best || isGuess(best)) return unknownLines(output, style, best);
	const { entry } = best;
	const fix = fixFor(entry, platform);
	const rivals = others.slice(0, 3).map((other) => `${other.entry.id} (${percent(other)})`);
	return [
		'',
		...titleLines(entry, style),
		'',
		...indented(entry.means, 4, style.width),
		...proofsOf(best).flatMap(({ line, sign }) => labelled('Seen', `${line} (${sign.says})`, style)),
		...labelled('Sure', `${percent(best)}${rivals.length > 0 ? `; less likely: ${rivals.join(', ')}` : ''}`, style),
		...(fix ? ['', ...labelled('Fix', fix.says, style), ...(fix.commands ?? []).map((command) => commandLine(command, style))] : []),
		...(fix?.docs ? labelled('More', fix.docs, style) : []),
		'',
		`  ${dim(`todo-k8s-setup explain ${entry.id} tells all about it`, style)}`,
	];
}

/** A sign that proves nothing is shown only where there is no better one. */
function proofsOf({ seen }: Suspect): Suspect['seen'] {
	const good = seen.filter(({ weight }) => weight >= 0.5);
	return (good.length > 0 ? good : seen).slice(0, 3);
}

/** What is not known is said so; a guess from the words alone stands under what would tell more. */
function unknownLines(output: string, style: Style, guess?: Suspect): readonly string[] {
	const { says, commands } = nextLook(output);
	const title = output.trim() === '' ? 'There was no output to explain.' : 'No known cause fits this output.';
	return [
		'',
		`  ${paint('yellow', marksFor(style.unicode).warning, style)} ${title}`,
		'',
		...(output.trim() === ''
			? indented('Give stderr along: minikube start 2>&1 | todo-k8s-setup explain', 4, style.width)
			: indented(says, 4, style.width)),
		...(output.trim() === '' ? [] : commands.map((command) => commandLine(command, style))),
		...(guess
			? ['', ...labelled('Guess', `${guess.entry.title} The output speaks of this, and nothing more (${percent(guess)}).`, style)]
			: []),
		...(guess ? labelled('', `todo-k8s-setup explain ${guess.entry.id}`, style) : []),
	];
}

/** Everything that is known of a finding. */
export function pageLines(entry: Entry, style: Style): readonly string[] {
	const sections = toPage(entry).flatMap(({ heading, paragraphs, points = [], code = [] }) => [
		'',
		`  ${paint('bold', heading, style)}`,
		...paragraphs.flatMap((text) => indented(text, 4, style.width)),
		...points.flatMap((text) => indented(`- ${text}`, 4, style.width)),
		...code.map((line) => commandLine(line, style, heading === 'What you see' ? '' : '$ ')),
	]);
	return ['', ...titleLines(entry, style), ...sections];
}

function titleLines({ title, id }: Entry, style: Style): readonly string[] {
	const mark = paint('red', marksFor(style.unicode).blocker, style);
	const [first = '', ...rest] = wrap(title.replace(/\.$/, ''), style.width - 4);
	const room = style.width - 4 - first.length - id.length;
	const lines = [`  ${mark} ${paint('bold', first, style)}`, ...rest.map((line) => `    ${paint('bold', line, style)}`)];
	if (rest.length > 0 || room < 2) return [...lines, `    ${dim(id, style)}`];
	return [`${lines[0]}${' '.repeat(room)}${dim(id, style)}`];
}

function labelled(label: string, text: string, { width }: Style): readonly string[] {
	return wrap(text, width - 11).map((line, at) => `    ${(at === 0 ? label : '').padEnd(7)}${line}`);
}

/** Never broken: it is there to be copied. */
function commandLine(command: string, style: Style, prompt = '$ '): string {
	return `           ${prompt}${paint('cyan', command, style)}`;
}

function indented(text: string, by: number, width: number): readonly string[] {
	return wrap(text, width - by).map((line) => `${' '.repeat(by)}${line}`);
}

function wrap(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		if (line !== '' && line.length + 1 + word.length > Math.max(20, width)) {
			lines.push(line);
			line = word;
		} else line = line === '' ? word : `${line} ${word}`;
	}
	return [...lines, line];
}

function percent({ confidence }: Suspect): string {
	return `${Math.round(confidence * 100)} %`;
}

const dim = (text: string, style: Style) => paint('dim', text, style);

function paint(how: 'bold' | 'dim' | 'red' | 'yellow' | 'cyan', text: string, { colour }: Style): string {
	return colour ? styleText(how, text) : text;
}
