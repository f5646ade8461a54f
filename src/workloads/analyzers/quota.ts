import { type Analyzer, ref, trouble } from '../trouble.js';

/** Quotas that are used up although nothing is refused right now: the next pod will be. */
export const quotas: Analyzer = (facts) =>
	facts.quotas.flatMap(({ name, limits }) => {
		const up = limits.filter(({ used, hard }) => used === hard && hard !== '0');
		if (up.length === 0) return [];
		const because = up.map(({ what, used, hard }) => `${what}: ${used} of ${hard}`).join(', ');
		const says = `The quota "${name}" is used up.`;
		return [
			trouble(ref('ResourceQuota', name), 'pod.over-quota', { severity: 'note', says, because }, { short: `is used up (${because})` }),
		];
	});
