import type { Answers } from '../core/question.js';
import { Facts } from './facts.js';
import { splitInstalls } from './installs.js';
import { blockersOf, judgeCheck } from './judge.js';
import type { Run } from './run.js';

const watchPauseMs = 2000;

/** Looks again and again while the user acts, and tells by `resolved` that nothing is in the way any more. */
export async function watchUntilFine(
	{ product, ports, options, signal }: Run,
	answers: Answers,
	required: ReadonlySet<string>,
	mayInstall: boolean,
	resolved: AbortController,
): Promise<void> {
	const both = AbortSignal.any([signal, resolved.signal]);
	try {
		for (;;) {
			await ports.clock.sleep(watchPauseMs, both);
			const facts = new Facts(ports, both);
			const checks = product.inspections(options.dir, answers).filter(({ id }) => required.has(id));
			const judged = await Promise.all(checks.map((check) => judgeCheck(check, facts)));
			if (splitInstalls(blockersOf(judged), mayInstall).open.length === 0) {
				resolved.abort();
				return;
			}
		}
	} catch {
		// The user decided first, or left.
	}
}
