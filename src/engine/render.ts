import { UsageError } from '../core/error.js';
import { toDo } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { carryOutOrThrow } from './carry-out.js';
import { Facts } from './facts.js';
import { planSteps } from './plan.js';
import { type Run, readSources, toReport, unaskedSetup } from './run.js';

/** `render`: writes the folder and the objects of the release as files; no cluster is asked or changed. */
export async function render(run: Run): Promise<Report> {
	const { options, ports, signal, on, tally } = run;
	const facts = new Facts(ports, signal);
	const setup = await unaskedSetup(run, facts, await readSources(run, facts));
	if (setup.manifests === undefined) throw new UsageError('Without Kubernetes there is nothing to render. Add --cluster minikube.');
	const folder = options.out ?? `${options.dir}/manifests`;
	const items = await planSteps(setup.manifests(folder), facts);
	on({ event: 'phase', phase: 'run' });
	await carryOutOrThrow(run, items);
	tally.findings = [...setup.notes];
	const nothing = toDo({ items, files: [], dir: options.dir, elsewhere: [] }).length === 0;
	return toReport(run, {
		outcome: 'rendered',
		says: nothing ? `The manifests in ${folder} are as the values say.` : `The manifests are in ${folder}.`,
		next: [`kubectl apply --kustomize ${folder}`],
	});
}
