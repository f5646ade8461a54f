import { describe, expect, it } from 'vitest';
import { defineCheck, type Probe } from '../../src/core/check.js';
import type { Step } from '../../src/core/step.js';
import { Facts } from '../../src/engine/facts.js';
import { planSteps } from '../../src/engine/plan.js';
import { found } from '../../src/knowledge/found.js';
import { noAbort, portsWith } from '../support/context.js';
import { ScriptedShell } from '../support/scripted-shell.js';

const never: Probe<boolean> = { id: 'never', withinMs: 60_000, read: () => new Promise(() => undefined) };
const told = (value: boolean): Probe<boolean> => ({ id: `told-${value}`, read: async () => value });

function step(id: string, holds: Probe<boolean>, more: Partial<Step> = {}): Step {
	return {
		id,
		title: `Do ${id}`,
		done: `${id} done`,
		goal: defineCheck({
			id: `${id}.done`,
			title: `${id} is done`,
			needs: { holds },
			diagnose: (facts) => (facts.holds ? [] : [found('cluster.unreachable')]),
		}),
		after: [],
		preview: [`make ${id}`],
		run: async () => undefined,
		...more,
	};
}

const plan = (...steps: readonly Step[]) => planSteps(steps, new Facts(portsWith(new ScriptedShell({})), noAbort));

describe('a plan', () => {
	it('does not wait for what is asked of a cluster that does not run', async () => {
		const items = await plan(
			step('cluster', told(false), { carries: true }),
			step('namespace', never, { after: ['cluster'] }),
			step('release', never, { after: ['namespace'] }),
			step('image', told(true)),
		);
		expect(items.map(({ step: { id }, holds, findings }) => [id, holds, findings.length])).toEqual([
			['cluster', false, 1],
			['namespace', false, 0],
			['release', false, 0],
			['image', true, 0],
		]);
	});

	it('asks what stands on a cluster that runs, and on steps that carry nothing', async () => {
		const items = await plan(
			step('cluster', told(true), { carries: true }),
			step('image', told(false), { after: ['cluster'] }),
			step('load', told(true), { after: ['image'] }),
		);
		expect(items.map(({ holds }) => holds)).toEqual([true, false, true]);
	});

	it('shows the commands that will run here, and those of an empty machine where that cannot be known', async () => {
		const previewHere: Probe<readonly string[]> = { id: 'here', read: async () => ['mend it'] };
		const unknown: Probe<readonly string[]> = { id: 'unknown', read: () => Promise.reject(new Error('no answer')) };
		const items = await plan(
			step('broken', told(false), { previewHere }),
			step('fine', told(true), { previewHere }),
			step('dark', told(false), { previewHere: unknown }),
		);
		expect(items.map(({ step: { preview } }) => preview)).toEqual([['mend it'], ['make fine'], ['make dark']]);
	});
});
