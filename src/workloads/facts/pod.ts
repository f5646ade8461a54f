import { type ContainerFacts, type ContainerStatus, toContainer } from './container.js';
import { type Condition, type KubeObject, type Labels, ownerOf, type Ref, toMs } from './object.js';
import { type PodSpec, type TemplateFacts, toTemplate } from './template.js';

export interface PodFacts {
	readonly name: string;
	readonly component: string;
	readonly labels: Labels;
	readonly ready: boolean;
	readonly terminating: boolean;
	readonly createdMs: number;
	/** Pending, Running, Succeeded, Failed, Unknown. */
	readonly phase: string;
	/** Why the whole pod failed: Evicted, NodeLost ... */
	readonly failed: { readonly reason: string; readonly message: string } | undefined;
	readonly containers: readonly ContainerFacts[];
	/** Why the scheduler found no node. */
	readonly unschedulable: string | undefined;
	/** A scheduling gate holds it back. */
	readonly gated: boolean;
	readonly owner: Ref | undefined;
	readonly node: string | undefined;
	readonly template: TemplateFacts;
}

interface PodStatus {
	readonly phase?: string;
	readonly reason?: string;
	readonly message?: string;
	readonly conditions?: readonly Condition[];
	readonly initContainerStatuses?: readonly ContainerStatus[];
	readonly containerStatuses?: readonly ContainerStatus[];
}

export function toPod(object: KubeObject): PodFacts {
	const { metadata, spec, status } = object as KubeObject<PodSpec, PodStatus>;
	const condition = (type: string) => status?.conditions?.find((each) => each.type === type);
	const scheduled = condition('PodScheduled');
	const labels = metadata.labels ?? {};
	const gated = scheduled?.reason === 'SchedulingGated';
	return {
		name: metadata.name,
		component: labels['app.kubernetes.io/component'] ?? '',
		labels,
		ready: condition('Ready')?.status === 'True',
		terminating: metadata.deletionTimestamp !== undefined,
		createdMs: toMs(metadata.creationTimestamp),
		phase: status?.phase ?? 'Unknown',
		failed: status?.phase === 'Failed' ? { reason: status.reason ?? '', message: status.message ?? '' } : undefined,
		containers: [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(toContainer),
		unschedulable: scheduled?.status === 'False' && !gated ? (scheduled.message ?? scheduled.reason ?? 'no node') : undefined,
		gated,
		owner: ownerOf(metadata),
		node: spec?.nodeName,
		template: toTemplate(labels, spec),
	};
}

/**
 * Whether it is there to serve: those of jobs and tests do their work and end, and what comes of it is told by
 * the job, or by who started the test.
 */
export function isServer({ owner, phase }: PodFacts): boolean {
	const hasEnded = phase === 'Succeeded' || (phase === 'Failed' && owner === undefined);
	return owner?.kind !== 'Job' && !hasEnded;
}
