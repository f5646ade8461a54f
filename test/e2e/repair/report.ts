import { readFileSync, writeFileSync } from 'node:fs';
import type { Seen } from './heal.js';

const seenFile = new URL('seen.json', import.meta.url);

export function readSeen(): readonly Seen[] {
	try {
		return JSON.parse(readFileSync(seenFile, 'utf8')) as readonly Seen[];
	} catch {
		return [];
	}
}

/** Merges by id, so that a part of the table can be run alone. */
export function record(one: Seen): void {
	const rounded = Object.fromEntries(
		Object.entries(one).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 10) / 10 : value]),
	) as unknown as Seen;
	const all = [...readSeen().filter(({ id }) => id !== one.id), rounded].sort((a, b) => a.id.localeCompare(b.id));
	writeFileSync(seenFile, `${JSON.stringify(all, undefined, '\t')}\n`);
}
