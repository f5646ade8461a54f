import { Cancelled, StepFailed } from '../core/error.js';
import type { RunEvent } from '../core/event.js';
import { toPlain } from '../core/phrase.js';
import type { PlanItem } from '../core/plan.js';
import type { Ports } from '../core/ports.js';
import type { Step } from '../core/step.js';
import { Facts } from './facts.js';
import { judgeCheck, withoutSecrets } from './judge.js';

export interface RunResult {
	/** Steps that ran, by their "done" words, in the order they ended. */
	readonly done: readonly string[];
	/** Ids of the steps that ran. */
	readonly ran: ReadonlySet<string>;
	/** Steps whose goal held. */
	readonly held: readonly string[];
	/** Steps that were not run because one before them failed or the user left. */
	readonly left: readonly string[];
	/** The first failure. */
	readonly failure: unknown;
}

const goalPauseMs = 400;

/**
 * Runs the steps of a plan, each as soon as those it needs have ended well, so
 * that images build while the cluster starts. A step is skipped when its goal
 * holds; otherwise it runs, and its goal is asked again until it holds or its
 * patience ends. A failure keeps further steps from starting; those under way end.
 * `planned`: the facts that the plan was made of, where no time has passed since.
 */
export async function runSteps(
	items: readonly PlanItem[],
	ports: Ports,
	signal: AbortSignal,
	on: (event: RunEvent) => void,
	planned?: Facts,
): Promise<RunResult> {
	const done: string[] = [];
	const ran = new Set<string>();
	/** What ran, or comes after something that did. */
	const touched = new Set<string>();
	const held: string[] = [];
	const left: string[] = [];
	let failure: unknown;
	const ends = new Map<string, Promise<'ok' | 'not'>>();

	const runOne = async ({ step, holds }: PlanItem): Promise<'ok' | 'not'> => {
		const before = await Promise.all(step.after.map((id) => ends.get(id) ?? 'ok'));
		if (before.includes('not') || failure !== undefined || signal.aborted) {
			left.push(step.title);
			on({ event: 'step', id: step.id, title: step.title, state: 'left' });
			return 'not';
		}
		const began = ports.clock.now();
		const seconds = () => (ports.clock.now() - began) / 1000;
		try {
			// What was so when the plan was made still is, unless something before it changed. What did not hold may follow from more.
			const follows = step.after.some((id) => touched.has(id));
			if (follows || !holds) touched.add(step.id);
			const changed = holds ? step.after.some((id) => ran.has(id)) : follows;
			const facts = (changed ? undefined : planned) ?? new Facts(ports, signal);
			if (changed ? await goalHolds(step, facts) : holds) {
				held.push(step.done);
				on({ event: 'step', id: step.id, title: step.done, state: 'held' });
				return 'ok';
			}
			on({ event: 'step', id: step.id, title: step.title, state: 'running' });
			await step.run({
				ports,
				signal,
				read: facts.must,
				progress: ({ percent, says, line }) =>
					on({
						event: 'step',
						id: step.id,
						title: step.title,
						state: 'progress',
						...(percent === undefined ? {} : { percent }),
						...(says === undefined ? {} : { says: ports.redactor.clean(says) }),
						...(line === undefined ? {} : { line: ports.redactor.clean(line) }),
					}),
			});
			await untilGoalHolds(step, ports, signal);
			ran.add(step.id);
			done.push(step.done);
			on({ event: 'step', id: step.id, title: step.done, state: 'done', seconds: seconds() });
			return 'ok';
		} catch (error) {
			ran.add(step.id);
			if (failure === undefined) failure = signal.aborted ? (signal.reason ?? new Cancelled()) : withStep(error, step, ports);
			on({ event: 'step', id: step.id, title: step.title, state: signal.aborted ? 'left' : 'failed', seconds: seconds() });
			if (signal.aborted) left.push(step.title);
			return 'not';
		}
	};

	for (const item of items) {
		on({ event: 'step', id: item.step.id, title: item.step.title, state: 'waiting' });
	}
	for (const item of items) ends.set(item.step.id, runOne(item));
	await Promise.all(ends.values());
	return { done, ran, held, left, failure };
}

async function goalHolds(step: Step, facts: Facts): Promise<boolean> {
	const { findings } = await judgeCheck(step.goal, facts);
	return !findings.some(({ severity }) => severity === 'blocker');
}

async function untilGoalHolds(step: Step, ports: Ports, signal: AbortSignal): Promise<void> {
	const deadline = ports.clock.now() + (step.withinMs ?? 10_000);
	for (;;) {
		const { findings } = await judgeCheck(step.goal, new Facts(ports, signal));
		const blockers = findings.filter(({ severity }) => severity === 'blocker');
		if (blockers.length === 0) return;
		signal.throwIfAborted();
		if (ports.clock.now() >= deadline) {
			const [first] = blockers;
			throw new StepFailed(`"${step.title}" ran, but its goal does not hold: ${first ? toPlain(first.says) : step.goal.title}`, {
				step,
				findings: blockers,
			});
		}
		await ports.clock.sleep(goalPauseMs, signal);
	}
}

/** Says which step it was; a bug of ours stays what it is, so that its stack is shown. */
function withStep(error: unknown, step: Step, ports: Ports): unknown {
	if (!(error instanceof StepFailed)) return error;
	return new StepFailed(ports.redactor.clean(error.message), {
		step,
		findings: error.findings.map((finding) => withoutSecrets(finding, ports.redactor)),
		lastLines: error.lastLines.map((line) => ports.redactor.clean(line)),
		...(error.failed ? { failed: { ...error.failed, output: ports.redactor.clean(error.failed.output) } } : {}),
	});
}
