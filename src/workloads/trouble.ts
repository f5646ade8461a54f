import type { Finding } from '../core/check.js';
import { type Details, found } from '../knowledge/found.js';
import type { FindingId } from '../knowledge/index.js';
import type { EventFacts } from './facts/event.js';
import type { NamespaceFacts } from './facts/index.js';
import { grouped, keyOf, type Ref } from './facts/object.js';

/** Something wrong with one object of the namespace, and what it may come from. */
export interface Trouble {
	readonly at: Ref;
	readonly finding: Finding;
	/** Its link of the chain: a state for what runs ("not ready"), a verb for everything else ("has no key TOKEN"). */
	readonly short: string;
	/** Objects it would come from, if something is wrong with them. */
	readonly causes: readonly Ref[];
	/** Waiting does not heal it. */
	readonly fatal: boolean;
	/** The container whose last lines tell more. */
	readonly asks?: LogSource;
	/** It is only wrong when something is wrong with one of its causes. */
	readonly follows?: boolean;
}

export interface LogSource {
	readonly pod: string;
	readonly container: string;
	/** It ended, so the lines before its restart are meant. */
	readonly previous: boolean;
	/** How often it was started again. */
	readonly restarts?: number;
}

/** Reads facts and says what is wrong; one per kind of object. Pure. */
export type Analyzer = (facts: NamespaceFacts) => readonly Trouble[];

export interface Links {
	readonly short: string;
	readonly causes?: readonly Ref[];
	readonly fatal?: boolean;
	readonly asks?: LogSource | undefined;
	readonly follows?: boolean;
}

export function trouble(at: Ref, id: FindingId, details: Details, { short, causes = [], fatal = false, asks, follows }: Links): Trouble {
	return { at, finding: found(id, details), short, causes, fatal, ...(asks ? { asks } : {}), ...(follows ? { follows } : {}) };
}

export function ref(kind: string, name: string): Ref {
	return { kind, name };
}

const indexes = new WeakMap<readonly EventFacts[], ReadonlyMap<string, readonly EventFacts[]>>();

/** The newest warning about an object, of these reasons when they are given. */
export function warningOf({ warnings }: Pick<NamespaceFacts, 'warnings'>, at: Ref, ...reasons: readonly string[]): EventFacts | undefined {
	// Asked for every pod, so the list is sorted by object once.
	const index = indexes.get(warnings) ?? grouped(warnings, ({ object }) => object);
	indexes.set(warnings, index);
	return index.get(keyOf(at))?.findLast((each) => reasons.length === 0 || reasons.includes(each.reason));
}

/** "a", "a and b", "a, b and 3 more". */
export function listed(names: readonly string[], most = 3): string {
	if (names.length <= most) return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
	return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
