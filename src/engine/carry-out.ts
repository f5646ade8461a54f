import { Cancelled, UsageError } from '../core/error.js';
import type { Plan, PlanItem } from '../core/plan.js';
import type { Facts } from './facts.js';
import { mayAsk, type Run } from './run.js';
import { type RunResult, runSteps } from './run-steps.js';

/** Ends the run unless the plan is approved: in advance, or by the person in front of it. */
export async function approvePlan(run: Run, plan: Plan): Promise<void> {
	const { options, frontEnd, signal } = run;
	if (options.yes) return;
	if (!mayAsk(run)) throw new UsageError('The plan above needs a yes. Add --yes to run it.');
	if ((await frontEnd.approve(plan, signal)) !== 'run') throw new Cancelled('Nothing was changed.');
}

/** Runs steps while no other run works on the folder, with a log of their commands. What came of them is noted in the tally. `planned`: see runSteps. */
export async function carryOut(run: Run, items: readonly PlanItem[], planned?: Facts): Promise<RunResult> {
	const { options, ports, signal, on, tally, lock, log } = run;
	const taken = await lock.acquire(options.stateDir);
	if ('heldBy' in taken)
		throw new UsageError(`Another run (process ${taken.heldBy}) works on ${options.dir}. Wait until it has ended, then run this again.`);
	try {
		tally.logFile = await log.keepIn(options.stateDir);
		const result = await runSteps(items, ports, signal, on, planned);
		tally.done.push(...result.done);
		tally.held = [...result.held];
		tally.left = [...result.left];
		return result;
	} finally {
		await taken.release();
	}
}

/** The same for those who can do nothing about a failure but end. */
export async function carryOutOrThrow(run: Run, items: readonly PlanItem[]): Promise<void> {
	const { failure } = await carryOut(run, items);
	if (failure !== undefined) throw failure;
}
