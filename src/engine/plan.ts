import { causesOf, type Plan, type PlanItem } from '../core/plan.js';
import type { Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';
import type { Facts } from './facts.js';
import { judgeCheck } from './judge.js';

/** Asks every step's goal, all at once, with the facts that are known already. */
export async function planSteps(steps: readonly Step[], facts: Facts): Promise<readonly PlanItem[]> {
	return Promise.all(
		steps.map(async (step) => {
			const { findings } = await judgeCheck(step.goal, facts);
			return { step, findings, holds: !findings.some(({ severity }) => severity === 'blocker') };
		}),
	);
}

/**
 * The plan of a setup; when nothing is to do, nothing happens elsewhere either. `again`: an earlier run set it up, so what
 * does not hold is something that broke.
 */
export function toPlan({ settings, files, elsewhere }: Setup, items: readonly PlanItem[], again = false): Plan {
	const nothing = items.every(({ holds }) => holds);
	return { items, files, dir: settings.dir, elsewhere: nothing ? [] : elsewhere, ...(again ? { causes: causesOf(items) } : {}) };
}
