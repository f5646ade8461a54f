import type { Finding, Remedy } from '../../core/check.js';
import type { CheckEvent, RunEvent } from '../../core/event.js';
import { toPlain } from '../../core/phrase.js';
import type { Plan } from '../../core/plan.js';
import type { Report } from '../../core/report.js';
import { toShowable } from '../../core/words.js';
import { changeOf } from '../shared/diff-lines.js';

/** One line of the public contract; docs/events.schema.json describes it. */
export type PublicEvent = { readonly event: 'start' | 'check' | 'plan' | 'step' | 'note' | 'report' } & Readonly<Record<string, unknown>>;

/** An event as the world sees it; undefined members are left out by JSON.stringify. Phases are told by the checks. */
export function toPublicEvents(event: RunEvent): readonly PublicEvent[] {
	switch (event.event) {
		case 'start':
			return [{ ...event }];
		case 'phase':
			return [];
		case 'check':
			return toChecks(event);
		case 'plan':
			return [toPlan(event.plan)];
		case 'step': {
			const { line, ...step } = event;
			return [{ ...step, line: line === undefined ? undefined : toShowable(line) }];
		}
		case 'note':
			return [{ event: 'note', says: event.says }];
		case 'report':
			return [toReport(event.report)];
	}
}

function toChecks({ id, phase, state, row, findings }: CheckEvent): readonly PublicEvent[] {
	if (state === 'holds')
		return [{ event: 'check', phase, check: id, id, severity: 'ok', says: row.subject, because: row.fact, remedies: [] }];
	if (findings.length === 0)
		return [{ event: 'check', phase, check: id, id, severity: state, says: row.subject, because: row.fact, remedies: [] }];
	return findings.map((finding) => ({ event: 'check', phase, check: id, ...toFinding(finding) }));
}

function toFinding({ id, severity, says, because, cause, remedies }: Finding) {
	return { id, severity, says: toPlain(says), because: because && toPlain(because), cause, remedies: remedies.map(toRemedy) };
}

function toRemedy(remedy: Remedy) {
	const says = toPlain(remedy.says);
	switch (remedy.kind) {
		case 'step': {
			const { step, costs, kind } = remedy;
			return {
				kind,
				says,
				costs: costs && toPlain(costs),
				step: step.id,
				commands: step.preview,
				destroys: step.destroys && toPlain(step.destroys),
			};
		}
		case 'answer':
			return { kind: remedy.kind, says, costs: remedy.costs && toPlain(remedy.costs), answers: remedy.answers };
		case 'ask':
			return { kind: remedy.kind, says, costs: remedy.costs && toPlain(remedy.costs), question: remedy.question };
		case 'manual':
			return { kind: remedy.kind, says, commands: remedy.commands, docs: remedy.docs };
	}
}

function toPlan({ items, causes, files, dir, elsewhere }: Plan): PublicEvent {
	return {
		event: 'plan',
		dir,
		items: items.map(({ step, holds }) => ({
			id: step.id,
			title: step.title,
			holds,
			commands: step.preview,
			seconds: step.seconds,
			costs: step.costs,
			destroys: step.destroys && toPlain(step.destroys),
		})),
		causes: causes?.map(toFinding),
		files: files.map((file) => ({ path: file.path, change: changeOf(file) })),
		elsewhere: elsewhere.map(toPlain),
	};
}

function toReport({ findings, causes, ...report }: Report): PublicEvent {
	return { event: 'report', ...report, findings: findings.map(toFinding), causes: causes.map(toFinding) };
}
