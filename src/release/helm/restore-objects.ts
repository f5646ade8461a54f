import type { StepContext } from '../../core/step.js';
import type { KubeObject } from '../../workloads/facts/object.js';
import { kubectl, must, type Place } from '../kube.js';
import type { Drift } from './drift.js';

/**
 * Gives objects that were changed behind Helm's back the content that Helm gave them. An upgrade alone would not: what
 * others added to an object (an entry of a selector, a variable) is theirs to Helm, and stays. Objects that are gone are
 * made by the upgrade itself.
 */
export async function restoreObjects(
	{ ports, signal, progress }: StepContext,
	place: Place,
	drifts: readonly Drift[],
	live: readonly KubeObject[] = [],
): Promise<void> {
	const changed = drifts.filter(({ at }) => at !== undefined);
	if (changed.length === 0) return;
	progress({ line: `Putting back: ${changed.map(({ kind, name }) => `${kind} ${name}`).join(', ')}` });
	const items = changed.map(({ wanted }) => withReplicas(wanted, live));
	await must(
		ports,
		kubectl(place, 'replace', '--field-manager=todo-k8s-setup', '-f', '-'),
		{ signal, timeoutMs: 30_000, input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) },
		'Objects of the release could not be put back',
	);
}

/** Where an autoscaler counts, the chart names no number, and without one the API server would take 1. */
function withReplicas(wanted: KubeObject, live: readonly KubeObject[]): KubeObject {
	const spec = wanted.spec as { readonly replicas?: number } | undefined;
	if (!/^(Deployment|StatefulSet)$/.test(wanted.kind) || spec?.replicas !== undefined) return wanted;
	const there = live.find(({ kind, metadata }) => kind === wanted.kind && metadata.name === wanted.metadata.name);
	return { ...wanted, spec: { ...spec, replicas: (there?.spec as { readonly replicas?: number } | undefined)?.replicas ?? 1 } };
}
