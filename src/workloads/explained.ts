import { explain, type Failure } from '../knowledge/explain.js';
import type { FindingId } from '../knowledge/index.js';

/** Below this the output does not tell, and the state stands for itself. */
const sureFrom = 0.5;

export interface Explained {
	readonly id: FindingId;
	/** The line that says so. */
	readonly line: string;
}

/** The finding that the output of a program in a pod leads to, if it is sure, and one of these when they are given. */
export function explained(failure: Failure, among?: readonly FindingId[]): Explained | undefined {
	// What runs in a pod runs on Linux, wherever its node is.
	const { best } = explain({ platform: 'linux', ...failure });
	if (!best || best.confidence < sureFrom) return undefined;
	const id = best.entry.id as FindingId;
	return among && !among.includes(id) ? undefined : { id, line: best.seen[0]?.line ?? '' };
}
