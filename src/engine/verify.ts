import type { Finding } from '../core/check.js';
import type { Setup } from '../core/setup.js';
import { Facts } from './facts.js';
import { blockersOf, judgeCheck, toCheckEvent } from './judge.js';
import type { Run } from './run.js';

/**
 * How long a round may take until all of it works. Connections find their new ends after a change, of ours or of whoever
 * has just repaired something by hand, so that a first no is not the last word.
 */
const settleMs = 25_000;

/**
 * Tries the running app. What disturbs it comes last and alone, so that it
 * cannot spoil the other figures. Returns what does not hold.
 */
export async function verify(run: Run, setup: Setup, disturbing: boolean): Promise<readonly Finding[]> {
	const { ports, signal, on, tally } = run;
	on({ event: 'phase', phase: 'verify' });
	const facts = new Facts(ports, signal, { lasting: true });
	const rounds = [
		setup.verifications.filter(({ disturbs }) => !disturbs),
		setup.verifications.filter(({ disturbs }) => disturbs && disturbing),
	];
	const failed: Finding[] = [];
	tally.verified = [];
	for (const round of rounds) {
		// An app that does not answer is not disturbed further.
		if (failed.length > 0) break;
		const deadline = ports.clock.now() + settleMs;
		let judged = await judgeRound(round, facts);
		while (blockersOf(judged).some(({ lasting }) => !lasting) && ports.clock.now() < deadline) {
			await ports.clock.sleep(2000, signal);
			judged = await judgeRound(round, new Facts(ports, signal, { lasting: true }));
		}
		signal.throwIfAborted();
		for (const each of judged) {
			const blockers = each.findings.filter(({ severity }) => severity === 'blocker');
			failed.push(...blockers);
			tally.findings.push(...each.findings.filter(({ severity }) => severity !== 'blocker'));
			const { subject, fact } = each.row;
			tally.verified.push({
				id: each.check.id,
				title: subject,
				holds: blockers.length === 0,
				...(fact === undefined ? {} : { figure: fact }),
			});
			on(toCheckEvent(each, 'verify'));
		}
	}
	tally.url = (await facts.read(setup.access))?.url;
	return failed;
}

function judgeRound(round: Setup['verifications'], facts: Facts) {
	return Promise.all(round.map(({ check }) => judgeCheck(check, facts)));
}
