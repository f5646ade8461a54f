import { causesOf, type Plan, type PlanItem } from '../core/plan.js';
import type { Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';
import type { Facts } from './facts.js';
import { judgeCheck } from './judge.js';

/**
 * Asks every step's goal, all at once, with the facts that are known already. Nobody waits for what is asked of a cluster
 * that does not run: it may stand still and never answer.
 */
export async function planSteps(steps: readonly Step[], facts: Facts): Promise<readonly PlanItem[]> {
	const asked = new Map(steps.map((step) => [step.id, planStep(step, facts)]));
	for (const item of asked.values()) item.catch(() => undefined);
	return Promise.all(
		steps.map(async (step) => {
			const carriers = stepsBefore(step, steps).filter(({ carries }) => carries);
			const carried = await Promise.all(carriers.map(({ id }) => asked.get(id)));
			return carried.every((item) => item?.holds) ? (asked.get(step.id) as Promise<PlanItem>) : { step, findings: [], holds: false };
		}),
	);
}

async function planStep(step: Step, facts: Facts): Promise<PlanItem> {
	const { findings } = await judgeCheck(step.goal, facts);
	const holds = !findings.some(({ severity }) => severity === 'blocker');
	return { step: holds ? step : await asItWillRun(step, facts), findings, holds };
}

function stepsBefore({ after }: Step, steps: readonly Step[]): readonly Step[] {
	return steps.filter(({ id }) => after.includes(id)).flatMap((each) => [each, ...stepsBefore(each, steps)]);
}

async function asItWillRun(step: Step, facts: Facts): Promise<Step> {
	const preview = step.previewHere && (await facts.read(step.previewHere));
	return preview ? { ...step, preview } : step;
}

/**
 * The plan of a setup; when nothing is to do, nothing happens elsewhere either. `again`: an earlier run set it up, so what
 * does not hold is something that broke.
 */
export function toPlan({ settings, files, elsewhere }: Setup, items: readonly PlanItem[], again = false): Plan {
	const nothing = items.every(({ holds }) => holds);
	return { items, files, dir: settings.dir, elsewhere: nothing ? [] : elsewhere, ...(again ? { causes: causesOf(items) } : {}) };
}
