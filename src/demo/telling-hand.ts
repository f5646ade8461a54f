import type { Finding, Remedy } from '../core/check.js';
import { type Decision, type FrontEnd, LEAVE } from '../core/front-end.js';
import { toPlain } from '../core/phrase.js';
import { toDo } from '../core/plan.js';
import { problemOf, type Question } from '../core/question.js';
import type { Hand } from './hand.js';
import type { Cure } from './scenario.js';

/** The remedy that a cure means. */
export function remedyOf({ remedies }: Finding, cure: Cure): { readonly remedy: Remedy; readonly index: number } | undefined {
	const kind = 'acts' in cure ? 'manual' : cure.chooses;
	const index = remedies.findIndex((remedy) => remedy.kind === kind);
	const remedy = remedies[index];
	return remedy && { remedy, index };
}

/** Says in lines what was asked and what was answered, where nobody sees a screen. */
export function tellingHand(frontEnd: FrontEnd): Hand {
	const note = (says: string) => frontEnd.on({ event: 'note', says });
	return {
		async ask(question, place, answers, { shown, refused }) {
			await shown();
			for (const answer of answers) {
				note(`${toPlain(question.asks)} ${toShown(question, answer)}`);
				const problem = problemOf(question, answer);
				const outcome = problem === undefined ? await place.attempt?.(answer) : { problem };
				if (outcome?.problem === undefined) {
					if (outcome?.note !== undefined) note(outcome.note);
					return answer;
				}
				note(outcome.problem);
				await refused();
			}
			return LEAVE;
		},
		async decide(findings, { cure, happen }, resolved, _signal, shown): Promise<Decision> {
			for (const finding of findings) tellFinding(finding, note);
			await shown();
			const [first] = findings;
			const meant = first && remedyOf(first, cure);
			if (!meant) return { kind: 'leave' };
			if (!('acts' in cure)) {
				note(`Chosen: ${toPlain(meant.remedy.says)}`);
				return { kind: 'remedy', remedy: meant.remedy };
			}
			await happen();
			await untilAborted(resolved);
			return { kind: 'again' };
		},
		async approve(plan, _signal, shown) {
			for (const { step, findings } of toDo(plan)) {
				const [first] = findings;
				note(`To do: ${step.title}${first ? ` (${toPlain(first.says)})` : ''}`);
			}
			await shown();
			note('Run it? Yes.');
			return 'run';
		},
		async confirm(says) {
			note(`${says} Yes.`);
			return true;
		},
		async close(report, shown) {
			await shown();
			await frontEnd.close(report);
		},
	};
}

function tellFinding({ says, id, because, remedies }: Finding, note: (says: string) => void): void {
	note(`${toPlain(says)} (${id})`);
	for (const line of because === undefined ? [] : toPlain(because).split('\n')) note(`Seen: ${line}`);
	for (const [index, remedy] of remedies.entries()) {
		const commands = remedy.kind === 'manual' ? (remedy.commands ?? []) : [];
		note(`${index === 0 ? 'Do' : 'Or'}: ${toPlain(remedy.says)}${commands.length > 0 ? ` $ ${commands.join(' ; ')}` : ''}`);
	}
}

function toShown({ secret, options }: Question, answer: string): string {
	if (secret) return '(a secret)';
	return options?.find(({ value }) => value === answer)?.title ?? answer;
}

function untilAborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
