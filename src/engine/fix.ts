import { Cancelled, UsageError } from '../core/error.js';
import type { Plan } from '../core/plan.js';
import type { Report } from '../core/report.js';
import type { Step } from '../core/step.js';
import { conclude, examine } from './examine.js';
import { Facts } from './facts.js';
import type { Judged } from './judge.js';
import { mayAsk, type Run } from './run.js';
import { runSteps } from './run-steps.js';

/**
 * `doctor --fix`: applies every remedy that we can and that destroys nothing, then looks again. One that fails does not
 * keep the others from being tried.
 */
export async function fix(run: Run): Promise<Report> {
	const { options, signal, on, frontEnd, tally } = run;
	const judged = await examine(run);
	const steps = curesOf(judged);
	if (steps.length === 0) return conclude(run, judged);
	const plan = toPlan(steps, options.dir);
	on({ event: 'plan', plan });
	if (!options.yes) {
		if (!mayAsk(run)) throw new UsageError(`${steps.map(({ title }) => title).join('; ')}: this needs a yes. Add --yes to do it.`);
		if ((await frontEnd.approve(plan, signal)) !== 'run') throw new Cancelled('Nothing was changed.');
	}
	const release = await lockSetup(run);
	let failure: unknown;
	try {
		on({ event: 'phase', phase: 'run' });
		for (const item of plan.items) {
			const result = await runSteps([item], run.ports, signal, on);
			tally.done.push(...result.done);
			tally.left.push(...result.left);
			signal.throwIfAborted();
			failure ??= result.failure;
		}
	} finally {
		await release();
	}
	const after = await examine(run);
	if (failure !== undefined) throw failure;
	return conclude(run, after);
}

/** What a run that is under way leaves pending must not be cleared. A folder without a setup has no run, and stays as it is. */
async function lockSetup({ options, product, ports, signal, lock }: Run): Promise<() => Promise<void>> {
	const saved = await product.savedAnswers(options.dir, new Facts(ports, signal).read);
	if (Object.keys(saved).length === 0) return async () => undefined;
	const taken = await lock.acquire(options.stateDir);
	if ('release' in taken) return taken.release;
	throw new UsageError(`Another run (process ${taken.heldBy}) works on ${options.dir}. Wait until it has ended, then run this again.`);
}

/**
 * The first remedy of each finding that is a step, each step once. What the answers do not need is only noted, and left alone.
 * What comes after another one waits for it.
 */
function curesOf(judged: readonly Judged[]): readonly Step[] {
	const cures = new Map<string, Step>();
	for (const { remedies, severity } of judged.flatMap(({ findings }) => findings)) {
		const step = remedies.flatMap((remedy) => (remedy.kind === 'step' && !remedy.step.destroys ? [remedy.step] : []))[0];
		if (step && severity !== 'note' && !cures.has(step.id)) cures.set(step.id, step);
	}
	const steps = [...cures.values()];
	const follows = (step: Step) => steps.some(({ id }) => step.after.includes(id));
	return [...steps.filter((step) => !follows(step)), ...steps.filter(follows)];
}

function toPlan(steps: readonly Step[], dir: string): Plan {
	return {
		items: steps.map((step) => ({ step, holds: false, findings: [] })),
		files: [],
		dir,
		elsewhere: steps.flatMap(({ installs }) => (installs === undefined ? [] : [installs])),
	};
}
