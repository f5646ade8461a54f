import { Cancelled, UsageError } from '../core/error.js';
import { toPlain } from '../core/phrase.js';
import type { Report } from '../core/report.js';
import type { Step } from '../core/step.js';
import { existingSetup, mayAsk, type Run, toReport } from './run.js';
import { runSteps } from './run-steps.js';

/** `backup` and `restore`: one job on the data of the running app. What replaces data needs a yes of its own. */
export async function workOnData(run: Run): Promise<Report> {
	const { options, ports, signal, on, tally, log, lock } = run;
	const { setup } = await existingSetup(run);
	if (setup.data === undefined)
		throw new UsageError(
			`This app runs without a cluster. "node server.mjs ${options.command}" does it; README.md in ${options.dir} says how.`,
		);
	const stamp = new Date(ports.clock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
	const step = options.command === 'backup' ? setup.data.backUp(stamp) : setup.data.restore(stamp, options.file);
	await approve(run, step);
	const taken = await lock.acquire(options.stateDir);
	if ('heldBy' in taken)
		throw new UsageError(`Another run (process ${taken.heldBy}) works on ${options.dir}. Wait until it has ended, then run this again.`);
	try {
		tally.logFile = await log.keepIn(options.stateDir);
		on({ event: 'phase', phase: 'run' });
		const result = await runSteps([{ step, holds: false, findings: [] }], ports, signal, on);
		tally.done.push(...result.done);
		tally.left = [...result.left];
		if (result.failure !== undefined) throw result.failure;
	} finally {
		await taken.release();
	}
	return toReport(run, { outcome: 'done', says: `${step.done}.`, next: ['todo-k8s-setup verify'] });
}

async function approve(run: Run, { destroys }: Step): Promise<void> {
	if (!destroys || run.options.deleteData) return;
	const what = toPlain(destroys);
	if (!mayAsk(run)) throw new UsageError(`This replaces data: ${what} Add --delete-data to go on.`);
	if (!(await run.frontEnd.confirm(`This will be replaced: ${what} Go on?`, undefined, run.signal)))
		throw new Cancelled('Nothing was changed.');
}
