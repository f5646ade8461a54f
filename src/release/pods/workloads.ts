import type { Probe } from '../../core/check.js';
import { parseJson } from '../../tools/version.js';
import { kubectl, type Place } from '../kube.js';

export interface DeploymentFacts {
	readonly name: string;
	readonly wanted: number;
	/** Replicas of the newest version that are available. */
	readonly available: number;
	/** The controller has seen the newest version, and nothing of an older one is left. */
	readonly settled: boolean;
}

export interface ContainerFacts {
	readonly name: string;
	readonly image: string;
	readonly ready: boolean;
	readonly restarts: number;
	/** Why it waits: ImagePullBackOff, CreateContainerConfigError, CrashLoopBackOff ... */
	readonly waiting: { readonly reason: string; readonly message: string } | undefined;
	/** How it last ended, if it did. */
	readonly ended: { readonly reason: string; readonly exitCode: number } | undefined;
}

export interface PodFacts {
	readonly name: string;
	readonly component: string;
	readonly ready: boolean;
	readonly terminating: boolean;
	readonly createdMs: number;
	readonly containers: readonly ContainerFacts[];
	/** Why the scheduler found no node. */
	readonly unschedulable: string | undefined;
}

export interface EventFacts {
	/** "Pod/todo-backend-7c9d". */
	readonly object: string;
	readonly reason: string;
	readonly message: string;
	readonly lastMs: number;
}

export interface WorkloadFacts {
	readonly deployments: readonly DeploymentFacts[];
	readonly pods: readonly PodFacts[];
	/** Names and phases of the volume claims. */
	readonly claims: readonly { readonly name: string; readonly phase: string }[];
	/** Warnings of the namespace, newest last. */
	readonly warnings: readonly EventFacts[];
	/** The API server did not answer. */
	readonly unreachable: string | undefined;
}

/** What the release consists of in the cluster right now: one call for its objects, one for the namespace's warnings. */
export function workloadsProbe(place: Place, release: string): Probe<WorkloadFacts> {
	return {
		id: `workloads:${place.context}/${place.namespace}/${release}`,
		withinMs: 15_000,
		async read({ shell }, signal) {
			const [objects, events] = await Promise.all([
				shell.run(
					kubectl(place, 'get', 'deployments,pods,persistentvolumeclaims', '-l', `app.kubernetes.io/instance=${release}`, '-o', 'json'),
					{ signal, timeoutMs: 12_000 },
				),
				shell.run(kubectl(place, 'get', 'events', '--field-selector', 'type=Warning', '-o', 'json'), { signal, timeoutMs: 12_000 }),
			]);
			if (objects.kind !== 'exited' || objects.code !== 0) {
				return {
					deployments: [],
					pods: [],
					claims: [],
					warnings: [],
					unreachable: objects.kind === 'exited' ? objects.stderr.trim() : objects.kind,
				};
			}
			return toWorkloads(objects.stdout, events.kind === 'exited' && events.code === 0 ? events.stdout : '');
		},
	};
}

interface KubeObject {
	readonly kind: string;
	readonly metadata: {
		readonly name: string;
		readonly generation?: number;
		readonly deletionTimestamp?: string;
		readonly creationTimestamp?: string;
		readonly labels?: Readonly<Record<string, string>>;
	};
	readonly spec?: { readonly replicas?: number };
	readonly status?: {
		readonly observedGeneration?: number;
		readonly replicas?: number;
		readonly updatedReplicas?: number;
		readonly availableReplicas?: number;
		readonly phase?: string;
		readonly conditions?: readonly {
			readonly type: string;
			readonly status: string;
			readonly reason?: string;
			readonly message?: string;
		}[];
		readonly initContainerStatuses?: readonly ContainerStatus[];
		readonly containerStatuses?: readonly ContainerStatus[];
	};
	readonly involvedObject?: { readonly kind: string; readonly name: string };
	readonly reason?: string;
	readonly message?: string;
	readonly lastTimestamp?: string | null;
	readonly eventTime?: string | null;
}

interface ContainerStatus {
	readonly name: string;
	readonly image: string;
	readonly ready: boolean;
	readonly restartCount: number;
	readonly state?: ContainerState;
	readonly lastState?: ContainerState;
}

interface ContainerState {
	readonly waiting?: { readonly reason?: string; readonly message?: string };
	readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
}

export function toWorkloads(objects: string, events: string): WorkloadFacts {
	const items = itemsOf(objects);
	return {
		deployments: items.filter(({ kind }) => kind === 'Deployment').map(toDeployment),
		pods: items.filter(({ kind }) => kind === 'Pod').map(toPod),
		claims: items
			.filter(({ kind }) => kind === 'PersistentVolumeClaim')
			.map(({ metadata, status }) => ({ name: metadata.name, phase: status?.phase ?? 'Unknown' })),
		warnings: itemsOf(events)
			.map(toEvent)
			.sort((a, b) => a.lastMs - b.lastMs),
		unreachable: undefined,
	};
}

function itemsOf(list: string): readonly KubeObject[] {
	return (parseJson(list) as { items?: readonly KubeObject[] } | undefined)?.items ?? [];
}

function toDeployment({ metadata, spec, status }: KubeObject): DeploymentFacts {
	const wanted = spec?.replicas ?? 1;
	const updated = status?.updatedReplicas ?? 0;
	return {
		name: metadata.name,
		wanted,
		available: Math.min(status?.availableReplicas ?? 0, updated),
		settled: status?.observedGeneration === metadata.generation && updated === wanted && (status?.replicas ?? 0) === wanted,
	};
}

function toPod({ metadata, status }: KubeObject): PodFacts {
	const condition = (type: string) => status?.conditions?.find((each) => each.type === type);
	const scheduled = condition('PodScheduled');
	return {
		name: metadata.name,
		component: metadata.labels?.['app.kubernetes.io/component'] ?? '',
		ready: condition('Ready')?.status === 'True',
		terminating: metadata.deletionTimestamp !== undefined,
		createdMs: Date.parse(metadata.creationTimestamp ?? '') || 0,
		containers: [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(toContainer),
		unschedulable: scheduled?.status === 'False' ? (scheduled.message ?? scheduled.reason ?? 'no node') : undefined,
	};
}

function toContainer({ name, image, ready, restartCount, state, lastState }: ContainerStatus): ContainerFacts {
	const ended = state?.terminated ?? lastState?.terminated;
	return {
		name,
		image,
		ready,
		restarts: restartCount,
		waiting: state?.waiting ? { reason: state.waiting.reason ?? '', message: state.waiting.message ?? '' } : undefined,
		ended: ended ? { reason: ended.reason ?? '', exitCode: ended.exitCode ?? 0 } : undefined,
	};
}

function toEvent({ involvedObject, reason, message, lastTimestamp, eventTime, metadata }: KubeObject): EventFacts {
	return {
		object: `${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`,
		reason: reason ?? '',
		message: message ?? '',
		lastMs: Date.parse(lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '') || 0,
	};
}
