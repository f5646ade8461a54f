import type { Finding, Remedy } from '../../core/check.js';

const again: Readonly<Record<string, string>> = {
	'pod.image-missing': 'Run this again: it builds and loads the image.',
	'pod.secret-key-missing': 'Run this again: it asks for what is missing.',
	'pod.config-missing': 'Run this again: it asks for what is missing.',
};
const byHand: Readonly<Record<string, string>> = {
	'pod.out-of-memory': 'Raise its memory limit in the values file, then run this again.',
	'pod.unschedulable': 'Give the cluster more, or lower the requests in the values file, then run this again.',
};

/** A release of ours has a way that no other workload has: its files are in the folder, and a run puts right what it can. */
export function withOwnRemedies(finding: Finding): Finding {
	const { id, remedies } = finding;
	const own: readonly Remedy[] = [
		...(again[id] ? [{ kind: 'manual' as const, says: again[id], commands: ['todo-k8s-setup'] }] : []),
		...(byHand[id] ? [{ kind: 'manual' as const, says: byHand[id] }] : []),
	];
	return { ...finding, remedies: [...own, ...remedies] };
}
