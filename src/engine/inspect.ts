import type { Check, Finding } from '../core/check.js';
import type { RunEvent } from '../core/event.js';
import type { Answers } from '../core/question.js';
import type { Product } from '../core/setup.js';
import type { Facts } from './facts.js';
import { type Judged, judgeCheck, toCheckEvent } from './judge.js';

/**
 * Looks at the machine: all probes at once, each once. Rows appear in the
 * order of the product's list. What these answers do not need is only noted.
 */
export async function inspect(
	product: Product,
	dir: string,
	answers: Answers,
	facts: Facts,
	on: (event: RunEvent) => void,
	examinations: readonly Check[] = [],
): Promise<readonly Judged[]> {
	on({ event: 'phase', phase: 'inspect' });
	const pending = [...product.inspections(dir, answers), ...examinations].map((check) => judgeCheck(check, facts));
	// The answers decide what is needed, and an unanswered question is decided by the facts, so all must be there first.
	const judged = await Promise.all(pending);
	const required = product.required(dir, product.withDefaults(facts.known, answers));
	return judged.map((each) => {
		const fitted = required.has(each.check.id) ? each : { ...each, findings: each.findings.map(toNote) };
		if (!each.check.quiet || fitted.findings.some(({ severity }) => severity !== 'note')) on(toCheckEvent(fitted, 'inspect'));
		return fitted;
	});
}

/** What is not needed blocks nothing, and nothing is mended that nobody needs; what only its user can do stays a warning. */
function toNote(finding: Finding): Finding {
	const isOurs = finding.remedies.some(({ kind }) => kind === 'step');
	return finding.severity === 'blocker' || isOurs ? { ...finding, severity: 'note' } : finding;
}
