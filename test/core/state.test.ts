import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.js';
import { doneTitles, initialState, type OwnEvent, openSteps, reduce, type WizardState } from '../../src/core/state.js';
import { toAscii, toClock, toDuration, toEstimate, toShowable } from '../../src/core/words.js';
import { checkEvent, inspected, plan, ready, started, stepEvent } from '../front-ends/samples.js';

/** Feeds events, one every 100 ms. */
function stateAfter(events: readonly (RunEvent | OwnEvent)[], from: WizardState = initialState(0)): WizardState {
	return events.reduce((state, event, index) => reduce(state, event, (index + 1) * 100), from);
}

const kinds = (state: WizardState) => state.settled.map(({ kind }) => kind);

describe('the state of the wizard', () => {
	it('keeps the checks of a phase in the order they came in', () => {
		const state = stateAfter(inspected);
		expect(state.phase === 'inspect' && state.checks.map(({ id }) => id)).toEqual(['docker.running', 'minikube.running', 'helm.installed']);
	});

	it('settles the checks with the time they took when the next phase begins', () => {
		const state = stateAfter([...inspected, { event: 'phase', phase: 'ask' }]);
		expect(kinds(state)).toEqual(['banner', 'checks']);
		expect(state.settled[1]).toMatchObject({ title: 'This machine', seconds: 0.4 });
	});

	it('replaces a check that is judged again, at its place', () => {
		const state = stateAfter([...inspected, checkEvent('docker.running', 'blocker', 'Docker', 'stopped')]);
		expect(state.phase === 'inspect' && state.checks.map(({ id, state: at }) => `${id} ${at}`)).toEqual([
			'docker.running blocker',
			'minikube.running blocker',
			'helm.installed warning',
		]);
	});

	it('shows only what is new when the machine is looked at a second time', () => {
		const again = inspected.slice(1, 4);
		const state = stateAfter([
			...inspected,
			{ event: 'settle' },
			...again,
			checkEvent('helm.installed', 'holds', 'Helm 4.1'),
			{ event: 'settle' },
		]);
		expect(state.settled.at(-1)).toMatchObject({
			title: 'This machine, looked at again',
			checks: [{ id: 'helm.installed', state: 'holds' }],
		});
	});

	it('lists the steps of the plan as waiting, without those that hold', () => {
		const state = stateAfter([{ event: 'plan', plan }]);
		expect(openSteps(state).map(({ id }) => id)).toEqual(['helm.install', 'cluster.create', 'release.install']);
	});

	it('keeps the order of the plan when the run tells every step, and lists what holds only once it is asked', () => {
		const told = [...plan.items].reverse().map(({ step }) => stepEvent(step.id, step.title, 'waiting'));
		const open = (events: readonly RunEvent[]) => openSteps(stateAfter([{ event: 'plan', plan }, ...told, ...events])).map(({ id }) => id);
		const [first] = plan.items;
		expect(open([])).toEqual(['helm.install', 'cluster.create', 'release.install']);
		expect(open([stepEvent(first?.step.id ?? '', 'Start Docker', 'running')])).toEqual([
			first?.step.id,
			'helm.install',
			'cluster.create',
			'release.install',
		]);
	});

	it('keeps what was done at its place in a plan that is made anew', () => {
		const done = stepEvent('cluster.create', 'Cluster created', 'done');
		const state = stateAfter([{ event: 'plan', plan }, done, { event: 'plan', plan }]);
		expect(state.steps.map(({ id }) => id)).toEqual(plan.items.map(({ step }) => step.id));
		expect(state.steps.map(({ state: at }) => at)).toEqual(['waiting', 'waiting', 'done', 'waiting']);
	});

	it('settles a step when it has ended and knows what was done', () => {
		const state = stateAfter([
			{ event: 'plan', plan },
			{ event: 'phase', phase: 'run' },
			stepEvent('helm.install', 'Install Helm 4.1 for this user', 'running'),
			stepEvent('helm.install', 'Helm 4.1.4 installed', 'done', { seconds: 4 }),
		]);
		expect(kinds(state)).toEqual(['plan', 'title', 'step']);
		expect(doneTitles(state)).toEqual(['Helm 4.1.4 installed']);
		expect(openSteps(state).map(({ id }) => id)).toEqual(['cluster.create', 'release.install']);
	});

	it('keeps the percentage and the words while lines of output come in', () => {
		const state = stateAfter([
			stepEvent('cluster.create', 'Create', 'progress', { percent: 40, says: 'Preparing Kubernetes' }),
			stepEvent('cluster.create', 'Create', 'progress', { line: '\u001B[32mpulling\u001B[0m' }),
		]);
		expect(state.steps[0]).toMatchObject({ percent: 40, says: 'Preparing Kubernetes', lines: ['pulling'] });
		expect(state.output).toEqual(['pulling']);
	});

	it('keeps a bounded part of the output', () => {
		const lines = Array.from({ length: 1_000 }, (_, index) => stepEvent('a.b', 'Build', 'progress', { line: `line ${index}` }));
		const state = stateAfter(lines);
		expect(state.output).toHaveLength(400);
		expect(state.steps[0]?.lines).toHaveLength(20);
		expect(state.output.at(-1)).toBe('line 999');
	});

	it('says once that a step holds, and not at all when it was done before', () => {
		const held = stepEvent('docker.start', 'Docker is running', 'held');
		const done = stepEvent('helm.install', 'Helm installed', 'done');
		const state = stateAfter([held, held, done, { ...done, state: 'held' }]);
		expect(state.settled.map((item) => item.kind === 'step' && `${item.step.id} ${item.step.state}`)).toEqual([
			'docker.start held',
			'helm.install done',
		]);
	});

	it('says when the run goes on after a failure, and shows the plan once', () => {
		const state = stateAfter([
			{ event: 'plan', plan },
			{ event: 'phase', phase: 'run' },
			{ event: 'phase', phase: 'run' },
		]);
		expect(state.settled.map((item) => (item.kind === 'title' ? item.title : item.kind))).toEqual(['plan', 'Run', 'Run, continued']);
	});

	it('forgets the answers from the question that is asked again', () => {
		const answered = (id: string): OwnEvent => ({ event: 'answered', answer: { id, asks: id, shows: 'yes' } });
		const state = stateAfter([answered('a'), answered('b'), answered('c'), { event: 'asked', id: 'b' }]);
		expect(state.answers.map(({ id }) => id)).toEqual(['a']);
	});

	it('ends with the report and settles what was still open', () => {
		const state = stateAfter([started, ...inspected.slice(1), { event: 'report', report: ready }]);
		expect(state.phase === 'ended' && state.report.url).toBe('http://localhost:30080');
		expect(kinds(state)).toEqual(['banner', 'checks']);
	});
});

describe('words', () => {
	it.each([
		[0.04, '0.0 s'],
		[0.4, '0.4 s'],
		[0.97, '1 s'],
		[31.4, '31 s'],
		[60, '1 m'],
		[171, '2 m 51 s'],
		[3_840, '1 h 4 m'],
		[Number.NaN, '0 s'],
	])('says %d seconds as %s', (seconds, words) => {
		expect(toDuration(seconds)).toBe(words);
	});

	it.each([
		[7, '0:07'],
		[72.9, '1:12'],
		[3_723, '1:02:03'],
		[-1, '0:00'],
	])('shows %d seconds on a clock as %s', (seconds, words) => {
		expect(toClock(seconds)).toBe(words);
	});

	it.each([
		[3, 'about 5 s'],
		[42, 'about 40 s'],
		[90, 'about 1 min 30 s'],
		[171, 'about 3 min'],
		[400, 'about 7 min'],
	])('estimates %d seconds as %s', (seconds, words) => {
		expect(toEstimate(seconds)).toBe(words);
	});

	it('shows the last state of a line that was redrawn, without colours, links and bells', () => {
		expect(toShowable('10%\r\u001B[2K\u001B[32m100%\u001B[0m done\u0007\r\n')).toBe('100% done');
		expect(toShowable('see \u001B]8;;https://a.example\u0007the page\u001B]8;;\u0007')).toBe('see the page');
	});

	it('has a twin of the same width for each of its own characters', () => {
		const text = '✓ ✗ ● ○ – · … █░ ❯ │ •';
		expect(toAscii(text)).toBe('v x * o - - . #- > | *');
	});
});
