import type { Finding, Remedy, Severity } from '../core/check.js';
import type { Phrase } from '../core/phrase.js';
import type { Entry, Platform } from './entry.js';
import { entries, type FindingId } from './index.js';

const byId: ReadonlyMap<string, Entry> = new Map(entries.map((entry) => [entry.id, entry]));

/** The entry of a finding id; undefined when there is none. */
export function entryOf(id: string): Entry | undefined {
	return byId.get(id);
}

/** What is special about this case. Everything else comes from the entry. */
export interface Details {
	/** `blocker` when not given. */
	readonly severity?: Severity;
	/** The title of the entry when not given; names things by their names here. */
	readonly says?: Phrase;
	/** How we know, on this machine. */
	readonly because?: Phrase | undefined;
	/** Best first; those of the entry for this platform when not given. */
	readonly remedies?: readonly Remedy[];
	readonly platform?: Platform;
}

/** A finding with the words that the documentation has for it. */
export function found(id: FindingId, { severity = 'blocker', says, because, remedies, platform = 'unknown' }: Details = {}): Finding {
	const entry = byId.get(id) as Entry;
	return {
		id,
		severity,
		...(entry.cause ? { cause: entry.cause } : {}),
		says: says ?? entry.title,
		...(because === undefined ? {} : { because }),
		remedies: remedies ?? manualRemedies(entry, platform),
	};
}

/** What the entry of a finding advises everywhere. */
export function manualFixes(id: FindingId): readonly Remedy[] {
	return manualRemedies(byId.get(id) as Entry, 'unknown');
}

/** What the entry advises on this platform, for a person to do. */
export function manualRemedies({ fixes }: Entry, platform: Platform): readonly Remedy[] {
	const fitting = fixes.filter(({ on }) => on === undefined || on.includes(platform));
	return (fitting.length > 0 ? fitting : fixes).map(({ says, commands, docs }) => ({
		kind: 'manual' as const,
		says,
		...(commands ? { commands } : {}),
		...(docs ? { docs } : {}),
	}));
}
