import type { Finding } from '../../core/check.js';

/** A goal that does not hold yet. */
export function finding(id: string, says: string, because: string | undefined): Finding {
	return { id, severity: 'blocker', says, ...(because ? { because } : {}), remedies: [] };
}
