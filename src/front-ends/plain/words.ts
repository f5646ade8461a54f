import type { Finding, Remedy, Severity } from '../../core/check.js';
import { toPlain } from '../../core/phrase.js';
import type { FileChange, Plan } from '../../core/plan.js';
import type { Report } from '../../core/report.js';
import { toDuration } from '../../core/words.js';
import { changeOf, toDiffLines } from '../shared/diff-lines.js';
import { planEffects, planFigures } from '../shared/plan-words.js';

const LABELS: Readonly<Record<'holds' | Severity, string>> = { holds: 'ok    ', blocker: 'FAIL  ', warning: 'warn  ', note: 'note  ' };
export const INDENT = '      ';

export function labelOf(state: 'holds' | Severity): string {
	return LABELS[state];
}

/** "Plan: 7 to do, 4 hold, about 3 min". */
/** What is wrong, where something was set up before, and how much there is to do about it. */
export function planHead(plan: Plan): readonly string[] {
	const causes = (plan.causes ?? []).map(
		({ id, says, because }) => `wrong ${toPlain(says)} (${id})${because ? ` ${toPlain(because)}` : ''}`,
	);
	return [...causes, `Plan: ${planFigures(plan).join(', ')}`];
}

/** The plan as text; with its commands and the diffs of its files when asked for. */
export function planLines(plan: Plan, shows: { readonly commands: boolean; readonly files: boolean }): readonly string[] {
	const steps = plan.items.flatMap(({ step, holds }) => {
		const facts = [
			step.costs,
			step.seconds === undefined ? undefined : `about ${toDuration(step.seconds)}`,
			step.destroys && toPlain(step.destroys),
		];
		const said = facts.filter((fact) => fact !== undefined).join(', ');
		if (holds) return [`${LABELS.holds}${step.title}`];
		return [
			`to do ${step.title}${said === '' ? '' : ` (${said})`}`,
			...(shows.commands ? step.preview.map((text) => `${INDENT}$ ${text}`) : []),
		];
	});
	const files = shows.files ? plan.files.flatMap(fileLines) : [];
	return [...planHead(plan), ...steps, ...files, `${planEffects(plan).join('; ')}.`];
}

/** A file of the plan; one that exists already comes with its diff. */
function fileLines(file: FileChange): readonly string[] {
	const words = { new: 'new', changed: 'changed', conflict: 'changed, and you changed it, too' }[changeOf(file)];
	return [`file  ${file.path}: ${words}`, ...(file.before === undefined ? [] : diffLines(file))];
}

export function diffLines(file: FileChange): readonly string[] {
	return toDiffLines(file).map(({ text }) => `${INDENT}${text}`);
}

/** A finding with its evidence and its remedies, numbered as they can be chosen. */
export function findingLines({ id, severity, says, because, remedies }: Finding): readonly string[] {
	const [first = '', ...rest] = toPlain(says).split('\n');
	return [
		`${LABELS[severity]}${first} (${id})`,
		...rest.map((text) => `${INDENT}${text}`),
		...(because ? [`${INDENT}Seen: ${toPlain(because)}`] : []),
		...remedies.flatMap((remedy, index) => remedyLines(remedy, index + 1)),
	];
}

function remedyLines(remedy: Remedy, number: number): readonly string[] {
	const costs = remedy.kind === 'manual' || !remedy.costs ? '' : ` (${toPlain(remedy.costs)})`;
	const [first = '', ...rest] = toPlain(remedy.says).split('\n');
	const deep = `${INDENT}   `;
	return [
		`${INDENT}${number}. ${first}${costs}`,
		...rest.map((text) => `${deep}${text}`),
		...commandsOf(remedy).map((text) => `${deep}$ ${text}`),
		...(remedy.kind === 'manual' && remedy.docs !== undefined ? [`${deep}${remedy.docs}`] : []),
	];
}

function commandsOf(remedy: Remedy): readonly string[] {
	if (remedy.kind === 'step') return remedy.step.preview;
	return remedy.kind === 'manual' ? (remedy.commands ?? []) : [];
}

/** What is told at the end. */
export function reportLines(report: Report, plan: Plan | undefined): readonly string[] {
	const { outcome, says, seconds, url, verified, findings, done, held, left, lastLines, next, logFile, exitCode } = report;
	const ready = outcome === 'ready';
	const list = (word: string, names: readonly string[]) => (names.length === 0 ? [] : [`${word}: ${names.join(', ')}`]);
	return [
		...(outcome === 'planned' && plan ? planLines(plan, { commands: true, files: true }) : []),
		...(ready && url !== undefined ? [`Ready: ${url}`] : []),
		`${says}${seconds >= 1 ? ` (${toDuration(seconds)})` : ''}`,
		...(!ready && url !== undefined ? [`Open: ${url}`] : []),
		...findings.flatMap(findingLines),
		...verified.map(
			({ title, figure, holds }) => `${LABELS[holds ? 'holds' : 'blocker']}${title}${figure === undefined ? '' : `: ${figure}`}`,
		),
		...(ready ? [] : [...list('Done', done), ...list('Held already', held), ...list('Not run', left)]),
		...lastLines.map((text) => `${INDENT}| ${text}`),
		...next.map((text) => `Next: ${text}`),
		...(logFile !== undefined && exitCode !== 0 ? [`Log: ${logFile}`] : []),
	];
}

/** Answers to what was asked go to stdout, complaints to stderr. */
export function isResult({ outcome }: Report): boolean {
	switch (outcome) {
		case 'ready':
		case 'inspected':
		case 'planned':
		case 'verified':
		case 'removed':
		case 'status':
		case 'diagnosed':
		case 'rendered':
		case 'done':
		case 'not-verified':
			return true;
		case 'usage':
		case 'blocked':
		case 'failed':
		case 'cancelled':
		case 'error':
			return false;
	}
}
