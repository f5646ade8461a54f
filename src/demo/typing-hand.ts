import type { Finding } from '../core/check.js';
import type { FrontEnd, Place } from '../core/front-end.js';
import type { Question } from '../core/question.js';
import type { Act, Hand } from './hand.js';
import { remedyOf } from './telling-hand.js';

/** Presses a key of the front end and gives it the time to be seen. */
export type Press = (key: string) => Promise<void>;

const keys = { enter: '\r', up: '\u001b[A', down: '\u001b[B', clear: '\u0015' } as const;

/** Presses the keys that a person would press, so that the screens behave as they do for one. */
export function typingHand(frontEnd: FrontEnd, press: Press): Hand {
	return {
		async ask(question, place, answers, { shown, refused }, signal) {
			const [first, ...others] = answers;
			const typeNext = async () => {
				const next = others.shift();
				await refused();
				if (next !== undefined) await typeAnswer(question, place, next, press, true);
			};
			const { attempt } = place;
			const watched = attempt && {
				async attempt(raw: string) {
					const outcome = await attempt(raw);
					if (outcome.problem !== undefined) void typeNext();
					return outcome;
				},
			};
			const answered = frontEnd.ask(question, { ...place, ...watched }, signal);
			await shown();
			if (first !== undefined) await typeAnswer(question, place, first, press, false);
			return answered;
		},
		async decide(findings, act, resolved, signal, shown) {
			const decided = frontEnd.decide(findings, resolved, signal);
			await shown();
			const [finding] = findings;
			if (finding && !signal.aborted) await chooseRemedy(finding, act, press);
			return decided;
		},
		async approve(plan, signal, shown) {
			const approved = frontEnd.approve(plan, signal);
			await shown();
			await press(keys.enter);
			return approved;
		},
		async confirm(says, change, signal) {
			const confirmed = frontEnd.confirm(says, change, signal);
			await press('y');
			return confirmed;
		},
		async close(report, shown) {
			// Only the screen of an app that is ready stays until a key is pressed.
			const stays = report.outcome === 'ready';
			if (!stays) await shown();
			const closed = frontEnd.close(report);
			if (stays) {
				await shown();
				await press(keys.enter);
			}
			return closed;
		},
	};
}

async function typeAnswer(
	{ options, fallback }: Question,
	{ suggestion }: Place,
	answer: string,
	press: Press,
	again: boolean,
): Promise<void> {
	if (options) {
		const at = (value: string | undefined) => options.findIndex((option) => option.value === value);
		const offered = at(suggestion ?? fallback);
		const from = offered >= 0 ? offered : options.findIndex(({ refused }) => refused === undefined);
		await move(at(answer) - from, press);
	} else {
		if (again) await press(keys.clear);
		for (const letter of answer) await press(letter);
	}
	await press(keys.enter);
}

async function chooseRemedy(finding: Finding, { cure, happen }: Act, press: Press): Promise<void> {
	const meant = remedyOf(finding, cure);
	if (!meant) return;
	// What only the user can do is on the screen at once when it comes first; the other ways are behind a key.
	const watches = finding.remedies[0]?.kind === 'manual';
	if ('acts' in cure) {
		if (!watches) {
			await move(meant.index, press);
			await press(keys.enter);
		}
		return happen();
	}
	if (watches) await press('o');
	await move(meant.index, press);
	await press(keys.enter);
}

async function move(by: number, press: Press): Promise<void> {
	for (let left = Math.abs(by); left > 0; left--) await press(by < 0 ? keys.up : keys.down);
}
