import type { RunEvent } from '../core/event.js';
import type { FrontEnd } from '../core/front-end.js';
import type { Hand } from './hand.js';
import { type Moment, momentOf } from './moment.js';
import type { Playback } from './playback.js';
import type { Reader } from './reader.js';
import type { Scenario } from './scenario.js';
import type { Machine } from './world.js';

/** What a front end needs to tell a scenario: the story, the machine it happens on, and who answers and reads. */
export interface Tour {
	readonly scenario: Scenario;
	readonly machine: Machine;
	readonly hand: Hand;
	readonly playback: Playback;
	readonly reader: Reader;
	/** Captions that were said already; each is said once. */
	readonly said: Set<Moment>;
	/** Where captions are lines of their own. */
	tell?(caption: string): void;
}

/** A front end that shows a run at the pace of a reader, explains it, and answers for its user. */
export function withTour(frontEnd: FrontEnd, tour: Tour): FrontEnd {
	const { scenario, machine, hand, playback, reader, said } = tour;

	const caption = async (moment: Moment | undefined): Promise<void> => {
		const text = moment && scenario.captions[moment];
		if (!text || said.has(moment)) return;
		said.add(moment);
		tour.tell?.(text);
		await reader.show(text);
	};

	return {
		canAsk: true,
		on(event: RunEvent) {
			playback.add(machine.world.nowMs, () => {
				frontEnd.on(event);
				return caption(momentOf(event));
			});
		},
		async ask(question, place, signal) {
			await playback.seen();
			const { id, fallback } = question;
			const offered = place.suggestion ?? fallback;
			const answers = scenario.answers?.[id] ?? (offered === undefined ? [] : [offered]);
			const told = { shown: () => caption(`ask ${id}`), refused: () => caption(`refused ${id}`) };
			return hand.ask(question, place, answers, told, signal);
		},
		async decide(findings, resolved, signal) {
			await playback.seen();
			const id = findings[0]?.id ?? '';
			const cure = scenario.cures?.[id];
			if (!cure) throw new Error(`The scenario ${scenario.name} does not say what to do about ${id}.`);
			const happen = async () => {
				await caption(`act ${id}`);
				if ('acts' in cure) machine.world = cure.acts(machine.world);
			};
			// The product looks again and again meanwhile; the machine must not race through that.
			playback.isLive = true;
			const decision = hand.decide(findings, { cure, happen }, resolved, signal, () => caption(`decide ${id}`));
			return decision.finally(() => {
				playback.isLive = false;
			});
		},
		async approve(plan, signal) {
			await playback.seen();
			return hand.approve(plan, signal, () => caption('approve'));
		},
		async confirm(says, change, signal) {
			await playback.seen();
			return hand.confirm(says, change, signal);
		},
		async close(report) {
			await playback.seen();
			return hand.close(report, () => caption(`report ${report.outcome}`));
		},
	};
}
