import { EnvironmentBlocked, UsageError } from '../core/error.js';
import type { Report } from '../core/report.js';
import { Facts } from './facts.js';
import { inspect } from './inspect.js';
import { blockersOf, type Judged, judgeCheck, toCheckEvent } from './judge.js';
import { earlyAnswers, existingSetup, type Run, readSources, toReport } from './run.js';

/** Every check of the machine; where a setup is, also what of it we can put right by itself. */
export async function examine(run: Run): Promise<readonly Judged[]> {
	const { options, product, ports, signal, on } = run;
	const facts = new Facts(ports, signal);
	const sources = await readSources(run, facts);
	const early = earlyAnswers((given) => product.questions(facts.known, given), sources, {});
	const judged = await inspect(product, options.dir, early, facts, on, product.examinations(options.dir, early));
	const isSetUp = Object.keys(sources.saved).length > 0;
	return isSetUp && blockersOf(judged).length === 0 ? [...judged, ...(await examineSetup(run, facts))] : judged;
}

/** Of the setup only what has a remedy of its own: everything else a run puts right, and `status` tells. */
async function examineSetup(run: Run, facts: Facts): Promise<readonly Judged[]> {
	const found = await existingSetup(run, facts).catch((error: unknown) => {
		// A file of the folder that is wrong stops a run, but says nothing of this machine.
		if (error instanceof UsageError) return undefined;
		throw error;
	});
	const judged = await Promise.all((found?.setup.status ?? []).map((check) => judgeCheck(check, facts)));
	const curable = judged.filter(({ findings }) => findings.some(({ remedies }) => remedies.some(({ kind }) => kind === 'step')));
	for (const each of curable) run.on(toCheckEvent(each, 'inspect'));
	return curable;
}

/** How `doctor` ends. */
export function conclude(run: Run, judged: readonly Judged[]): Report {
	const blockers = blockersOf(judged);
	run.tally.findings = judged.flatMap(({ findings }) => findings);
	if (blockers.length > 0)
		throw new EnvironmentBlocked(
			blockers.length === 1 ? 'One thing has to be put right.' : `${blockers.length} things have to be put right.`,
			run.tally.findings,
		);
	return toReport(run, { outcome: 'inspected', says: readyWords(judged), next: ['todo-k8s-setup'] });
}

/** What another answer would need is only noted, but whoever asks because Docker is broken should not hear that all is well. */
function readyWords(judged: readonly Judged[]): string {
	const elsewhere = judged.flatMap(({ findings }) =>
		findings.filter(({ severity, remedies }) => severity === 'note' && remedies.some(({ kind }) => kind === 'answer')),
	).length;
	if (elsewhere === 0) return 'This machine is ready.';
	return `This machine is ready to run the app without a cluster. For one, ${elsewhere === 1 ? 'one thing has' : `${elsewhere} things have`} to be put right.`;
}
