import type { Phrase } from './phrase.js';
import type { Ports } from './ports.js';
import type { Step } from './step.js';

/** One question to the world. Two probes with the same id are the same question and are read once. */
export interface Probe<T> {
	readonly id: string;
	/** Patience in milliseconds; 10,000 when not given. */
	readonly withinMs?: number;
	read(ports: Ports, signal: AbortSignal): Promise<T>;
}

/** The probes a check reads, by the name its facts get. */
export type Needs = Readonly<Record<string, Probe<unknown>>>;
export type FactsFor<N extends Needs> = { readonly [K in keyof N]: N[K] extends Probe<infer T> ? T : never };

export type Severity = 'blocker' | 'warning' | 'note';

/** Something about the machine or the app that people should know. */
export interface Finding {
	/** Permanent and searchable, for instance `docker.daemon-down`. */
	readonly id: string;
	readonly severity: Severity;
	/** What is wrong, as a whole sentence. */
	readonly says: Phrase;
	/** How we know. */
	readonly because?: Phrase;
	/** Root cause in the catalogue of known failures, for instance `docker-daemon-not-running`. */
	readonly cause?: string;
	/** Best first. */
	readonly remedies: readonly Remedy[];
	/** Waiting does not take it away. */
	readonly lasting?: boolean;
}

export type Remedy =
	/** We can do it. */
	| { readonly kind: 'step'; readonly says: Phrase; readonly costs?: Phrase; readonly step: Step }
	/** Another answer avoids the problem; keys are question ids. */
	| { readonly kind: 'answer'; readonly says: Phrase; readonly costs?: Phrase; readonly answers: Readonly<Record<string, string>> }
	/** Ask this question again. */
	| { readonly kind: 'ask'; readonly says: Phrase; readonly costs?: Phrase; readonly question: string }
	/** Only the user can do it. */
	| { readonly kind: 'manual'; readonly says: Phrase; readonly commands?: readonly string[]; readonly docs?: string };

/** How a check appears in a list: "Docker 28.2 (Engine)", "running · 15.5 GiB". */
export interface Row {
	readonly subject: string;
	readonly fact?: string;
}

/** A sentence that is true on a healthy machine. */
export interface Check<N extends Needs = Needs> {
	readonly id: string;
	/** True when healthy: "Helm 3 or newer is installed". */
	readonly title: string;
	readonly needs: N;
	/** Listed only when it does not hold: its row would repeat another one. */
	readonly quiet?: boolean;
	/** Pure; [] means that it holds. */
	diagnose(facts: FactsFor<N>): readonly Finding[];
	/** Pure; what the list shows beside the mark. Without it the title stands alone. */
	describe?(facts: FactsFor<N>): Row;
}

/** Lets the compiler infer the facts from the needs. */
export function defineCheck<N extends Needs>(check: Check<N>): Check {
	return check as unknown as Check;
}

/** A fact that was read already; undefined when it was not, or could not be. */
export type Known = <T>(probe: Probe<T>) => T | undefined;
