import { toPlain } from '../core/phrase.js';
import type { Plan, PlanItem } from '../core/plan.js';
import type { Report } from '../core/report.js';
import type { Step } from '../core/step.js';
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
		return toReport(run, {
			outcome: 'removed',
			says: `${kept.length === 0 ? 'There was nothing to remove.' : 'Nothing was removed.'}${keptWords(kept)}`,
		});
	}
	const plan: Plan = { items: chosen, files: [], dir: options.dir, elsewhere: [] };
	on({ event: 'plan', plan });
	// Who was asked about each kind of thing has said yes to all of it.
	if (!mayAsk(run)) await approvePlan(run, plan);
	await carryOutOrThrow(run, chosen);
	return toReport(run, {
		outcome: 'removed',
		says: `Removed.${keptWords(kept)} Your files in ${options.dir} are untouched.`,
		next: ['todo-k8s-setup'],
	});
}

/**
 * Each kind of thing is asked about, where somebody can answer. What destroys something is taken only with its own yes: a
 * flag, or an answer. Nothing goes from under what stays.
 */
async function choose(run: Run, items: readonly PlanItem[]): Promise<{ chosen: readonly PlanItem[]; kept: readonly string[] }> {
	const chosen: PlanItem[] = [];
	const kept: string[] = [];
	const staying = new Set<string>();
	const answers = new Map<string, boolean>();
	for (const item of items) {
		const { step, holds } = item;
		if (holds) {
			chosen.push(item);
			continue;
		}
		const isUsed = step.id !== 'cluster.remove' && step.after.some((id) => staying.has(id));
		const kind = step.destroys ? step.id : (step.removes ?? step.id);
		const yes = !isUsed && (answers.get(kind) ?? (await mayGo(run, step)));
		if (!isUsed) answers.set(kind, yes);
		if (yes) {
			chosen.push(item);
			continue;
		}
		staying.add(step.id);
		const what = step.destroys ? toPlain(step.destroys) : step.removes;
		if (what !== undefined && !kept.includes(what)) kept.push(what);
	}
	// A cluster that goes takes what is in it along.
	const cluster = chosen.find(({ step, holds }) => step.id === 'cluster.remove' && !holds);
	if (!cluster) return { chosen, kept };
	const inside = new Set(cluster.step.after);
	return { chosen: chosen.filter(({ step }) => !inside.has(step.id)), kept: [] };
}

async function mayGo(run: Run, step: Step): Promise<boolean> {
	const { frontEnd, signal } = run;
	if (step.destroys) {
		if (mayDestroy(run, step)) return true;
		return mayAsk(run) && frontEnd.confirm(`${step.title}? This will be lost: ${toPlain(step.destroys)}`, undefined, signal);
	}
	// Off a terminal the whole plan needs its yes, later.
	return step.removes === undefined || !mayAsk(run) || frontEnd.confirm(`Remove ${step.removes}?`, undefined, signal);
}

function keptWords(kept: readonly string[]): string {
	return kept.length === 0 ? '' : ` Kept: ${kept.map((what) => what.replace(/\.$/, '')).join('; ')}.`;
}
