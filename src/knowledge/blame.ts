import type { Finding } from '../core/check.js';
import { explain, type Failure } from './explain.js';
import { manualRemedies } from './found.js';

/** From this belief on a cause is told to somebody who did not ask for it. */
const tellsFrom = 0.4;

/** The finding that the output of a failed command leads to; none when nothing fits well. */
export function blame(failure: Failure): readonly Finding[] {
	const { best, platform } = explain(failure);
	if (!best || best.confidence < tellsFrom) return [];
	const { entry, seen } = best;
	const lines = [...new Set(seen.map(({ line }) => line))].slice(0, 2);
	return [
		{
			id: entry.id,
			severity: 'blocker',
			...(entry.cause ? { cause: entry.cause } : {}),
			says: entry.title,
			because: lines.join('\n'),
			remedies: manualRemedies(entry, platform),
		},
	];
}
