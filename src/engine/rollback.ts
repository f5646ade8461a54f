import { NotVerified, UsageError } from '../core/error.js';
import type { Plan } from '../core/plan.js';
import type { Report } from '../core/report.js';
import type { EarlierRevision, Setup } from '../core/setup.js';
import { toCount } from '../core/words.js';
import { approvePlan, carryOutOrThrow } from './carry-out.js';
import { planSteps } from './plan.js';
import { existingSetup, type Run, toReport } from './run.js';
import { verify } from './verify.js';

/** `rollback`: takes the release back to an earlier revision, after showing what would change, and verifies the app. */
export async function rollBack(run: Run): Promise<Report> {
	const { options, on } = run;
	const { setup, facts } = await existingSetup(run);
	if (setup.revisions === undefined) throw new UsageError('Without Kubernetes there are no revisions to go back to.');
	const chosen = choose((await facts.read(setup.revisions.all)) ?? [], options.revision);
	const { steps, changes } = setup.revisions.backTo(chosen.revision);
	const files = (await facts.read(changes)) ?? [];
	const effect = `Changes ${toCount(files.length, 'object')} in the cluster`;
	const plan: Plan = { items: await planSteps(steps, facts), files, effect, dir: options.dir, elsewhere: [] };
	on({ event: 'plan', plan });
	await approvePlan(run, plan);
	on({ event: 'phase', phase: 'run' });
	await carryOutOrThrow(run, plan.items);
	return conclude(run, setup, chosen);
}

/** The revision that is named, or the last good one before the present. */
function choose(revisions: readonly EarlierRevision[], wanted: number | undefined): EarlierRevision {
	const present = revisions.at(-1);
	if (present === undefined) throw new UsageError('There is no release, and so nothing to go back to. Run todo-k8s-setup first.');
	const earlier = revisions.slice(0, -1).filter(({ good }) => good);
	const found = wanted === undefined ? earlier.at(-1) : earlier.find(({ revision }) => revision === wanted);
	if (found !== undefined) return found;
	const known = earlier.map(({ revision }) => revision).join(', ');
	throw new UsageError(
		wanted === undefined
			? `Revision ${present.revision} is the first that worked; there is none before it.`
			: `There is no revision ${wanted} to go back to. ${known === '' ? 'There is none before the present one.' : `Known are ${known}.`}`,
	);
}

async function conclude(run: Run, setup: Setup, { revision }: EarlierRevision): Promise<Report> {
	const findings = await verify(run, setup, false);
	if (findings.length > 0)
		throw new NotVerified(`The release is back at revision ${revision}, but the app does not do what it should.`, findings);
	return toReport(run, {
		outcome: 'ready',
		says: `Your Todo Chatbot runs as revision ${revision} was. The next run installs again what the folder says.`,
		next: ['todo-k8s-setup status', 'edit the folder, or take it back with git, before you run todo-k8s-setup again'],
	});
}
