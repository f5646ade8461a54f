import { type Condition, type KubeObject, ownerOf, type Ref, type Selector } from './object.js';
import { type PodSpec, type TemplateFacts, toTemplate } from './template.js';

export const controllerKinds = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'] as const;

/** What keeps a number of pods running. */
export interface ControllerFacts {
	readonly kind: (typeof controllerKinds)[number];
	readonly name: string;
	readonly owner: Ref | undefined;
	readonly wanted: number;
	readonly ready: number;
	/** Pods that exist, ready or not. */
	readonly present: number;
	readonly conditions: readonly Condition[];
	readonly selector: Selector;
	readonly template: TemplateFacts;
	/** Of a StatefulSet: the service that names its pods, and the classes of its claims. */
	readonly serviceName: string | undefined;
	readonly claimClasses: readonly string[];
}

interface Spec {
	readonly replicas?: number;
	readonly selector?: Selector;
	readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec?: PodSpec };
	readonly serviceName?: string;
	readonly volumeClaimTemplates?: readonly { readonly spec?: { readonly storageClassName?: string } }[];
}

interface Status {
	readonly replicas?: number;
	readonly readyReplicas?: number;
	readonly desiredNumberScheduled?: number;
	readonly currentNumberScheduled?: number;
	readonly numberReady?: number;
	readonly conditions?: readonly Condition[];
}

export function toController(object: KubeObject): ControllerFacts {
	const { kind, metadata, spec, status } = object as KubeObject<Spec, Status>;
	const isDaemon = kind === 'DaemonSet';
	return {
		kind: kind as ControllerFacts['kind'],
		name: metadata.name,
		owner: ownerOf(metadata),
		wanted: isDaemon ? (status?.desiredNumberScheduled ?? 0) : (spec?.replicas ?? 1),
		ready: (isDaemon ? status?.numberReady : status?.readyReplicas) ?? 0,
		present: (isDaemon ? status?.currentNumberScheduled : status?.replicas) ?? 0,
		conditions: status?.conditions ?? [],
		selector: spec?.selector ?? {},
		template: toTemplate(spec?.template?.metadata?.labels ?? {}, spec?.template?.spec),
		serviceName: spec?.serviceName || undefined,
		claimClasses: (spec?.volumeClaimTemplates ?? []).flatMap((claim) => claim.spec?.storageClassName ?? []),
	};
}

/** A Deployment or StatefulSet as the release waits for it. */
export interface DeploymentFacts {
	readonly name: string;
	readonly wanted: number;
	/** Replicas of the newest version that are available. */
	readonly available: number;
	/** The controller has seen the newest version, and nothing of an older one is left. */
	readonly settled: boolean;
	/** What the API server says to its pods when it does not let them in. */
	readonly refused?: string;
	/** Since when, in milliseconds since 1970; where the controller notes it. */
	readonly refusedSinceMs?: number;
}

interface DeploymentStatus {
	readonly observedGeneration?: number;
	readonly replicas?: number;
	readonly updatedReplicas?: number;
	readonly availableReplicas?: number;
	readonly conditions?: readonly Condition[];
}

export function toDeployment(object: KubeObject): DeploymentFacts {
	const { metadata, spec, status } = object as KubeObject<Spec, DeploymentStatus>;
	const wanted = spec?.replicas ?? 1;
	const updated = status?.updatedReplicas ?? 0;
	const failure = status?.conditions?.find(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True');
	const refusedSinceMs = Date.parse(failure?.lastTransitionTime ?? '');
	return {
		name: metadata.name,
		wanted,
		available: Math.min(status?.availableReplicas ?? 0, updated),
		settled: status?.observedGeneration === metadata.generation && updated === wanted && (status?.replicas ?? 0) === wanted,
		...(failure?.message ? { refused: failure.message } : {}),
		...(Number.isNaN(refusedSinceMs) ? {} : { refusedSinceMs }),
	};
}
