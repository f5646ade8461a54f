import type { Check, Finding, Row } from '../core/check.js';
import type { CheckEvent } from '../core/event.js';
import { changePhrase } from '../core/phrase.js';
import type { Redactor } from '../core/secret.js';
import { found } from '../knowledge/found.js';
import type { Facts } from './facts.js';

/** A check with what came of it. */
export interface Judged {
	readonly check: Check;
	readonly findings: readonly Finding[];
	readonly row: Row;
}

/** Reads what a check needs and lets it judge. A probe that failed becomes a finding: "could not look" is not "fine". */
export async function judgeCheck(check: Check, facts: Facts): Promise<Judged> {
	const read = await facts.all(check.needs);
	if ('problem' in read) {
		const finding = withoutSecrets(couldNotLook(check, read.problem), facts.redactor);
		return { check, findings: [finding], row: { subject: check.title, fact: 'could not be checked' } };
	}
	const known = read.facts as never;
	const findings = check.diagnose(known).map((finding) => withoutSecrets(finding, facts.redactor));
	return { check, findings, row: check.describe?.(known) ?? { subject: check.title } };
}

/** Proofs quote what programs printed, and programs print what they were given. */
export function withoutSecrets(finding: Finding, redactor: Redactor): Finding {
	const clean = (text: string) => redactor.clean(text);
	const { says, because } = finding;
	return { ...finding, says: changePhrase(says, clean), ...(because === undefined ? {} : { because: changePhrase(because, clean) }) };
}

function couldNotLook(check: Check, problem: string): Finding {
	return found('inspect.not-read', { says: `It could not be checked whether this holds: ${check.title}.`, because: problem });
}

/** As a front end is told; the worst finding gives the mark. */
export function toCheckEvent({ check, findings, row }: Judged, phase: CheckEvent['phase']): CheckEvent {
	const severities = findings.map(({ severity }) => severity);
	const state = severities.includes('blocker')
		? 'blocker'
		: severities.includes('warning')
			? 'warning'
			: severities.length > 0
				? 'note'
				: 'holds';
	return { event: 'check', phase, id: check.id, state, row, findings };
}

export function blockersOf(judged: readonly Judged[]): readonly Finding[] {
	return judged.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'blocker'));
}
