import type { Remedy } from '../core/check.js';
import { StepFailed } from '../core/error.js';
import { type Phrase, toPlain } from '../core/phrase.js';
import type { Answers } from '../core/question.js';
import type { Typed } from './answers.js';
import { mayAsk, mayDestroy, type Run } from './run.js';
import { runSteps } from './run-steps.js';

/** What was decided in this run, beyond the command line: by remedies, and by going back. */
export interface Decided {
	chosen: Answers;
	typed: Typed;
	again: Set<string>;
	overwrite: Set<string>;
	/** What is missing may be installed: by --install-tools, or because the user chose so. */
	installs: boolean;
	/** Remedies that lose data and were applied because --delete-data says so: once each. */
	readonly lost: Set<string>;
	/** The plan was approved once; what a remedy changes afterwards needs no second yes. */
	approved: boolean;
}

/** Off a terminal, or when there is nothing to choose, a failure ends the run. */
export async function chooseRemedy(run: Run, failure: unknown, decided: Decided): Promise<Remedy | undefined> {
	const { frontEnd, signal } = run;
	const remedies = failure instanceof StepFailed ? failure.findings.flatMap((finding) => finding.remedies) : [];
	if (!(failure instanceof StepFailed) || remedies.length === 0 || signal.aborted) throw failure;
	const allowed = remedies.find(
		(remedy) => remedy.kind === 'step' && remedy.step.destroys && mayDestroy(run, remedy.step) && !decided.lost.has(remedy.step.id),
	);
	if (allowed) return allowed;
	if (!mayAsk(run)) throw failure;
	const decision = await frontEnd.decide(failure.findings, new AbortController().signal, signal);
	if (decision.kind === 'leave') throw failure;
	return decision.kind === 'remedy' ? decision.remedy : undefined;
}

/** Does what a remedy says, or notes what it changes in the next round. */
export async function applyRemedy(run: Run, remedy: Remedy | undefined, decided: Decided): Promise<void> {
	switch (remedy?.kind) {
		case 'answer':
			decided.chosen = { ...decided.chosen, ...remedy.answers };
			return;
		case 'ask':
			decided.again.add(remedy.question);
			return;
		case 'step': {
			const { step } = remedy;
			if (step.installs && !step.destroys) {
				// It joins the plan, with whatever else is missing, so that all of it is seen before anything changes.
				decided.installs = true;
				return;
			}
			if (step.destroys && !mayDestroy(run, step) && !(await confirmDestroying(run, step.destroys))) return;
			decided.lost.add(step.id);
			const { failure } = await runSteps([{ step, holds: false, findings: [] }], run.ports, run.signal, run.on);
			if (failure !== undefined) await applyRemedy(run, await chooseRemedy(run, failure, decided), decided);
			return;
		}
		default:
			// A manual remedy is the user's; we look again.
			return;
	}
}

function confirmDestroying({ frontEnd, signal }: Run, destroys: Phrase): Promise<boolean> {
	return frontEnd.confirm(`This will be lost: ${toPlain(destroys)} Go on?`, undefined, signal);
}
