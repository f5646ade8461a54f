import { describe, expect, it } from 'vitest';
import { causesOf, type PlanItem } from '../../src/core/plan.js';
import type { Step } from '../../src/core/step.js';
import { toPublicEvents } from '../../src/front-ends/json/to-json.js';
import { Narrator } from '../../src/front-ends/plain/narrator.js';
import { drawSteps } from '../../src/front-ends/tui/screens/approve.js';
import { found } from '../../src/knowledge/found.js';
import { containerGone, plan } from './samples.js';

const broken = { ...plan, causes: [containerGone] };
const says = 'The profile "minikube" remembers a node that does not exist any more.';

describe('what is wrong, above what is done about it', () => {
	it('is a line of its own in plain mode, before the plan', () => {
		const lines = new Narrator(() => 0, false).lines({
			event: 'plan',
			plan: { ...broken, causes: [{ ...containerGone, says, because: 'seen' }] },
		});
		expect(lines).toEqual([`wrong ${says} (minikube.container-gone) seen`, expect.stringMatching(/^Plan: /)]);
	});

	it('stands under the title on the screen', () => {
		const canvas = { columns: 100, rows: 30, unicode: true, atMs: 0, spoken: false };
		const text = drawSteps({ ...broken, causes: [{ ...containerGone, says, because: 'seen' }] }, canvas)
			.head.map(({ pieces }) => pieces.map((each) => each.text).join(''))
			.join('\n');
		expect(text).toContain(`✗ ${says} · seen`);
		expect(text.indexOf('Plan')).toBeLessThan(text.indexOf(says));
	});

	it('is a member of the plan in JSON, and only there when something was set up before', () => {
		expect(toPublicEvents({ event: 'plan', plan: broken })).toMatchObject([{ causes: [{ id: 'minikube.container-gone' }] }]);
		expect(JSON.stringify(toPublicEvents({ event: 'plan', plan }))).not.toContain('causes');
	});
});

describe('the causes of a plan', () => {
	const item = (id: string, after: readonly string[], holds = false): PlanItem => ({
		step: { id, after } as unknown as Step,
		holds,
		findings: holds ? [] : [found('release.absent', { says: id }), found('release.outdated', { severity: 'note' })],
	});
	const told = (items: readonly PlanItem[]) => causesOf(items).map((finding) => finding.says);

	it('are what each chain of broken things begins with', () => {
		expect(told([item('a', []), item('b', ['a']), item('c', ['b']), item('d', [])])).toEqual(['a', 'd']);
	});

	it('reach over what holds in between', () => {
		expect(told([item('a', []), item('b', ['a'], true), item('c', ['b'])])).toEqual(['a']);
	});

	it('are none where all of it holds, and do not mind steps that are not in the plan', () => {
		expect(told([item('a', [], true), item('b', ['elsewhere'], true)])).toEqual([]);
		expect(told([item('b', ['elsewhere'])])).toEqual(['b']);
	});
});
