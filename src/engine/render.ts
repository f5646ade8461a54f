import { UsageError } from '../core/error.js';
import { toDo } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { Facts } from './facts.js';
import { planSteps } from './plan.js';
import { type Run, readSources, toReport, unaskedSetup } from './run.js';
import { runSteps } from './run-steps.js';

/** `render`: writes the folder and the objects of the release as files; no cluster is asked or changed. */
export async function render(run: Run): Promise<Report> {
	const { options, ports, signal, on, tally, lock } = run;
	const facts = new Facts(ports, signal);
	const setup = await unaskedSetup(run, facts, await readSources(run, facts));
	if (setup.manifests === undefined) throw new UsageError('Without Kubernetes there is nothing to render. Add --cluster minikube.');
	const folder = options.out ?? `${options.dir}/manifests`;
	const items = await planSteps(setup.manifests(folder), facts);
	const taken = await lock.acquire(options.stateDir);
	if ('heldBy' in taken)
		throw new UsageError(`Another run (process ${taken.heldBy}) works on ${options.dir}. Wait until it has ended, then run this again.`);
	try {
		on({ event: 'phase', phase: 'run' });
		const result = await runSteps(items, ports, signal, on);
		tally.done.push(...result.done);
		tally.held = [...result.held];
		tally.left = [...result.left];
		if (result.failure !== undefined) throw result.failure;
	} finally {
		await taken.release();
	}
	tally.findings = [...setup.notes];
	const nothing = toDo({ items, files: [], dir: options.dir, elsewhere: [] }).length === 0;
	return toReport(run, {
		outcome: 'rendered',
		says: nothing ? `The manifests in ${folder} are as the values say.` : `The manifests are in ${folder}.`,
		next: [`kubectl apply --kustomize ${folder}`],
	});
}
