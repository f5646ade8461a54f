import { toPlain } from '../core/phrase.js';
import type { Plan, PlanItem } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { approvePlan, carryOutOrThrow } from './carry-out.js';
import { planSteps } from './plan.js';
import { existingSetup, mayAsk, mayDestroy, type Run, toReport } from './run.js';

/** `down`: takes away what the setup made. What destroys data needs a yes of its own, and every goal is asked afterwards: gone means seen to be gone. */
export async function takeDown(run: Run): Promise<Report> {
	const { options, on } = run;
	const { setup, facts } = await existingSetup(run);
	on({ event: 'phase', phase: 'remove' });
	const items = await planSteps(setup.removal, facts);
	const { chosen, kept } = await choose(run, items);
	if (chosen.every(({ holds }) => holds)) {
		return toReport(run, { outcome: 'removed', says: `There was nothing to remove.${keptWords(kept)}` });
	}
	const plan: Plan = { items: chosen, files: [], dir: options.dir, elsewhere: [] };
	on({ event: 'plan', plan });
	await approvePlan(run, plan);
	await carryOutOrThrow(run, chosen);
	return toReport(run, {
		outcome: 'removed',
		says: `Removed.${keptWords(kept)} Your files in ${options.dir} are untouched.`,
		next: ['todo-k8s-setup'],
	});
}

/** Steps that destroy something are taken only with their own yes: a flag, or an answer. */
async function choose(run: Run, items: readonly PlanItem[]): Promise<{ chosen: readonly PlanItem[]; kept: readonly string[] }> {
	const { frontEnd, signal } = run;
	const chosen: PlanItem[] = [];
	const kept: string[] = [];
	for (const item of items) {
		const { step, holds } = item;
		if (!step.destroys || holds || mayDestroy(run, step)) {
			chosen.push(item);
			continue;
		}
		if (mayAsk(run) && (await frontEnd.confirm(`${step.title}? This will be lost: ${toPlain(step.destroys)}`, undefined, signal)))
			chosen.push(item);
		else kept.push(toPlain(step.destroys));
	}
	// A cluster that goes takes what is in it along.
	const cluster = chosen.find(({ step, holds }) => step.id === 'cluster.remove' && !holds);
	if (!cluster) return { chosen, kept };
	const inside = new Set(cluster.step.after);
	return { chosen: chosen.filter(({ step }) => !inside.has(step.id)), kept: [] };
}

function keptWords(kept: readonly string[]): string {
	return kept.length === 0 ? '' : ` Kept: ${kept.map((what) => what.replace(/\.$/, '')).join('; ')}.`;
}
