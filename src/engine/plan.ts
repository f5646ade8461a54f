import type { Plan, PlanItem } from '../core/plan.js';
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

/** The plan of a setup; when nothing is to do, nothing happens elsewhere either. */
export function toPlan({ settings, files, elsewhere }: Setup, items: readonly PlanItem[]): Plan {
	return { items, files, dir: settings.dir, elsewhere: items.every(({ holds }) => holds) ? [] : elsewhere };
}
