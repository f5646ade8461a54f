import { type AutoscalerFacts, toAutoscaler } from './autoscaler.js';
import { boundRoleOf, type NodeFacts, type RoleFacts, toNode, toRole, toWebhooks, type WebhookFacts } from './cluster.js';
import { type ControllerFacts, controllerKinds, type DeploymentFacts, toController, toDeployment } from './controller.js';
import { type EventFacts, toEvent } from './event.js';
import { type GatewayClassFacts, type GatewayFacts, type RouteFacts, toGateway, toGatewayClass, toRoute } from './gateway.js';
import { type IngressClassFacts, type IngressFacts, toIngress, toIngressClass } from './ingress.js';
import { type CronJobFacts, type JobFacts, toCronJob, toJob } from './job.js';
import type { KeysByKind } from './keys.js';
import { grouped, itemsOf, type KubeObject } from './object.js';
import { type PodFacts, toPod } from './pod.js';
import { type BudgetFacts, type NetworkPolicyFacts, type QuotaFacts, toBudget, toNetworkPolicy, toQuota } from './policy.js';
import { type EndpointFacts, type ServiceFacts, toEndpoints, toService } from './service.js';
import { type ClaimFacts, type StorageClassFacts, toClaim, toStorageClass, toVolume, type VolumeFacts } from './volume.js';

/** What a wait for pods looks at. */
export interface WorkloadFacts {
	readonly deployments: readonly DeploymentFacts[];
	readonly statefulSets: readonly DeploymentFacts[];
	readonly jobs: readonly JobFacts[];
	readonly pods: readonly PodFacts[];
	readonly claims: readonly ClaimFacts[];
	/** Warnings of the namespace, newest last. */
	readonly warnings: readonly EventFacts[];
	/** The API server did not answer. */
	readonly unreachable: string | undefined;
}

/** Everything of a namespace that can tell why an app in it does not work. Nothing is said of kinds that could not be read. */
export interface NamespaceFacts extends WorkloadFacts {
	readonly namespace: string;
	/** When it was read. */
	readonly nowMs: number;
	/** Kinds that were read; of the others nothing is known. */
	readonly kinds: ReadonlySet<string>;
	readonly controllers: readonly ControllerFacts[];
	readonly cronJobs: readonly CronJobFacts[];
	readonly services: readonly ServiceFacts[];
	readonly endpoints: readonly EndpointFacts[];
	readonly ingresses: readonly IngressFacts[];
	readonly ingressClasses: readonly IngressClassFacts[];
	readonly volumes: readonly VolumeFacts[];
	readonly storageClasses: readonly StorageClassFacts[];
	readonly autoscalers: readonly AutoscalerFacts[];
	readonly budgets: readonly BudgetFacts[];
	readonly networkPolicies: readonly NetworkPolicyFacts[];
	readonly quotas: readonly QuotaFacts[];
	readonly accounts: ReadonlySet<string>;
	readonly roles: readonly RoleFacts[];
	/** Names of the roles that are bound here. */
	readonly boundRoles: ReadonlySet<string>;
	readonly nodes: readonly NodeFacts[];
	readonly webhooks: readonly WebhookFacts[];
	readonly gatewayClasses: readonly GatewayClassFacts[];
	readonly gateways: readonly GatewayFacts[];
	readonly routes: readonly RouteFacts[];
	/** Groups and versions that the API server offers beyond its own, with those that do not answer. */
	readonly apiGroups: ReadonlyMap<string, boolean>;
	/** Services of other namespaces that matter here, as "namespace/name", with their ready addresses. */
	readonly elsewhere: ReadonlyMap<string, number>;
	readonly namespaces: ReadonlySet<string>;
	/** undefined: not read. */
	readonly keys: KeysByKind | undefined;
}

const inOrder = (a: EventFacts, b: EventFacts) => a.lastMs - b.lastMs;

/** What the release consists of, from two lists of kubectl. */
export function toWorkloads(objects: string, events: string): WorkloadFacts {
	const items = itemsOf(objects);
	return {
		deployments: of(items, 'Deployment').map(toDeployment),
		statefulSets: of(items, 'StatefulSet').map(toDeployment),
		jobs: of(items, 'Job').map(toJob),
		pods: of(items, 'Pod').map(toPod),
		claims: of(items, 'PersistentVolumeClaim').map(toClaim),
		warnings: itemsOf(events).map(toEvent).sort(inOrder),
		unreachable: undefined,
	};
}

function of(items: readonly KubeObject[], ...kinds: readonly string[]): readonly KubeObject[] {
	return items.filter(({ kind }) => kinds.includes(kind));
}

export interface Read {
	readonly namespace: string;
	readonly nowMs: number;
	readonly kinds: ReadonlySet<string>;
	readonly items: readonly KubeObject[];
	readonly keys: KeysByKind | undefined;
}

export function toNamespaceFacts({ namespace, nowMs, kinds, items, keys }: Read): NamespaceFacts {
	const groups = grouped(items, ({ kind }) => kind);
	const all = (...names: readonly string[]) => names.flatMap((name) => groups.get(name) ?? []);
	const names = (kind: string) => new Set(all(kind).map(({ metadata }) => metadata.name));
	return {
		namespace,
		nowMs,
		kinds,
		keys,
		unreachable: undefined,
		deployments: all('Deployment').map(toDeployment),
		statefulSets: all('StatefulSet').map(toDeployment),
		pods: all('Pod').map(toPod),
		claims: all('PersistentVolumeClaim').map(toClaim),
		warnings: all('Event').map(toEvent).sort(inOrder),
		controllers: all(...controllerKinds).map(toController),
		jobs: all('Job').map(toJob),
		cronJobs: all('CronJob').map(toCronJob),
		services: all('Service').map(toService),
		endpoints: all('EndpointSlice').map(toEndpoints),
		ingresses: all('Ingress').map(toIngress),
		ingressClasses: all('IngressClass').map(toIngressClass),
		volumes: all('PersistentVolume').map(toVolume),
		storageClasses: all('StorageClass').map(toStorageClass),
		autoscalers: all('HorizontalPodAutoscaler').map(toAutoscaler),
		budgets: all('PodDisruptionBudget').map(toBudget),
		networkPolicies: all('NetworkPolicy').map(toNetworkPolicy),
		quotas: all('ResourceQuota').map(toQuota),
		accounts: names('ServiceAccount'),
		roles: all('Role').map(toRole),
		boundRoles: new Set(all('RoleBinding').flatMap((each) => boundRoleOf(each) ?? [])),
		nodes: all('Node').map(toNode),
		webhooks: all('ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration').flatMap(toWebhooks),
		gatewayClasses: all('GatewayClass').map(toGatewayClass),
		gateways: all('Gateway').map(toGateway),
		routes: all('HTTPRoute').map(toRoute),
		apiGroups: new Map(all('APIService').map((each) => [each.metadata.name, isAvailable(each)])),
		elsewhere: new Map(),
		namespaces: names('Namespace'),
	};
}

function isAvailable(object: KubeObject): boolean {
	const { status } = object as KubeObject<unknown, { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }>;
	return status?.conditions?.find(({ type }) => type === 'Available')?.status !== 'False';
}

/** A namespace of which only the workloads were read, as while we wait for a rollout. */
export function onlyWorkloads(workloads: WorkloadFacts, nowMs: number): NamespaceFacts {
	return { ...toNamespaceFacts({ namespace: '', nowMs, kinds: new Set(), items: [], keys: undefined }), ...workloads };
}
