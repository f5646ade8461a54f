import type { Finding } from '../../src/core/check.js';
import type { RunEvent } from '../../src/core/event.js';
import type { BACK, Decision, FrontEnd, LEAVE, Place } from '../../src/core/front-end.js';
import type { FileChange, Plan } from '../../src/core/plan.js';
import type { Question } from '../../src/core/question.js';

export interface Script {
	/** The next answer to each question by its id; what is not here takes the suggestion. */
	readonly answers?: Readonly<Record<string, (string | typeof BACK | typeof LEAVE)[]>>;
	readonly decide?: (findings: readonly Finding[], resolved: AbortSignal) => Decision | Promise<Decision>;
	readonly approve?: ('run' | typeof BACK | typeof LEAVE)[];
	readonly confirm?: (says: string, change: FileChange | undefined) => boolean;
}

export interface Asked {
	readonly id: string;
	readonly place: Place;
}

/** Somebody at a terminal who does what the script says, and remembers what they were asked. */
export class ScriptedFrontEnd implements FrontEnd {
	readonly canAsk: boolean;
	readonly events: RunEvent[] = [];
	readonly asked: Asked[] = [];
	readonly plans: Plan[] = [];
	readonly confirmed: string[] = [];
	readonly #script: Script;

	constructor(script: Script | undefined) {
		this.canAsk = script !== undefined;
		this.#script = script ?? {};
	}

	on(event: RunEvent): void {
		this.events.push(event);
	}

	async ask(question: Question, place: Place): Promise<string | typeof BACK | typeof LEAVE> {
		this.asked.push({ id: question.id, place });
		const answer = this.#script.answers?.[question.id]?.shift() ?? place.suggestion;
		if (answer === undefined) throw new Error(`Nobody knows what to answer to ${question.id}.`);
		return answer;
	}

	async decide(findings: readonly Finding[], resolved: AbortSignal): Promise<Decision> {
		if (!this.#script.decide) throw new Error(`Nobody knows what to do about ${findings.map(({ id }) => id).join(', ')}.`);
		return this.#script.decide(findings, resolved);
	}

	async approve(plan: Plan): Promise<'run' | typeof BACK | typeof LEAVE> {
		this.plans.push(plan);
		return this.#script.approve?.shift() ?? 'run';
	}

	async confirm(says: string, change: FileChange | undefined): Promise<boolean> {
		this.confirmed.push(says);
		if (!this.#script.confirm) throw new Error(`Nobody knows whether to say yes to: ${says}`);
		return this.#script.confirm(says, change);
	}

	async close(): Promise<void> {}
}
