import { Cancelled, UsageError } from '../core/error.js';
import { toPlain } from '../core/phrase.js';
import type { Report } from '../core/report.js';
import type { Step } from '../core/step.js';
import { carryOutOrThrow } from './carry-out.js';
import { existingSetup, mayAsk, type Run, toReport } from './run.js';

/** `backup` and `restore`: one job on the data of the running app. What replaces data needs a yes of its own. */
export async function workOnData(run: Run): Promise<Report> {
	const { options, ports, on } = run;
	const { setup } = await existingSetup(run);
	if (setup.data === undefined)
		throw new UsageError(
			`Copies are made of an app in a cluster, and this one runs without. Its data is in ${options.dir}/data, or in the database that you named. To copy the folder, or to put a copy back, end the app first: todo-k8s-setup down keeps the data.`,
		);
	const stamp = new Date(ports.clock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
	const step = options.command === 'backup' ? setup.data.backUp(stamp) : setup.data.restore(stamp, options.file);
	await approve(run, step);
	on({ event: 'phase', phase: 'run' });
	await carryOutOrThrow(run, [{ step, holds: false, findings: [] }]);
	return toReport(run, { outcome: 'done', says: `${step.done}.`, next: ['todo-k8s-setup verify'] });
}

async function approve(run: Run, { destroys }: Step): Promise<void> {
	if (!destroys || run.options.deleteData) return;
	const what = toPlain(destroys);
	if (!mayAsk(run)) throw new UsageError(`This replaces data: ${what} Add --delete-data to go on.`);
	if (!(await run.frontEnd.confirm(`This will be replaced: ${what} Go on?`, undefined, run.signal)))
		throw new Cancelled('Nothing was changed.');
}
