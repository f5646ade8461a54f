import { type NamespaceFacts, toNamespaceFacts } from '../../src/workloads/facts/index.js';
import { parseKeys } from '../../src/workloads/facts/keys.js';
import { itemsOf, type KubeObject } from '../../src/workloads/facts/object.js';
import { recording } from '../support/fixtures.js';

export const nowMs = Date.parse('2026-11-21T07:24:30Z');

const everyKind = [
	'Pod Event Deployment ReplicaSet StatefulSet DaemonSet ReplicationController Job CronJob Service EndpointSlice Ingress IngressClass',
	'NetworkPolicy PersistentVolumeClaim PersistentVolume StorageClass HorizontalPodAutoscaler PodDisruptionBudget ResourceQuota',
	'ServiceAccount Role RoleBinding Node Namespace ValidatingWebhookConfiguration MutatingWebhookConfiguration APIService',
	'Gateway GatewayClass HTTPRoute',
].flatMap((line) => line.split(' '));

/** An object as the API prints it, with a name and whatever else matters. */
export function object(kind: string, name: string, rest: object = {}, metadata: object = {}): KubeObject {
	return { kind, metadata: { name, namespace: 'shop', creationTimestamp: '2026-11-21T07:00:00Z', ...metadata }, ...rest };
}

/** A namespace of which everything was read, with nothing in it but these. */
export function namespaceOf(items: readonly KubeObject[], keys = ''): NamespaceFacts {
	return toNamespaceFacts({ namespace: 'shop', nowMs, kinds: new Set(everyKind), items, keys: parseKeys(keys) });
}

/** A recorded namespace: pods, warnings, keys and everything else. */
export function recordedNamespace(name: string): NamespaceFacts {
	const lists = ['pods', 'events', 'objects'].map((part) => recording(`kubectl/${part}.${name}.minikube-1.36.json`));
	const keys = parseKeys(recording(`kubectl/keys.${name}.minikube-1.36.txt`));
	const facts = toNamespaceFacts({ namespace: `diag-${name}`, nowMs, kinds: new Set(everyKind), items: lists.flatMap(itemsOf), keys });
	return { ...facts, nowMs };
}

interface PodParts {
	readonly spec?: object;
	readonly status?: object;
	readonly labels?: Readonly<Record<string, string>>;
	readonly owner?: readonly [kind: string, name: string];
}

/** A pod that has a node and is not ready, unless its parts say otherwise. */
export function pod(name: string, { spec = {}, status = {}, labels = {}, owner }: PodParts = {}): KubeObject {
	const ownerReferences = owner ? [{ kind: owner[0], name: owner[1], controller: true }] : undefined;
	return object(
		'Pod',
		name,
		{
			spec: { nodeName: 'minikube', serviceAccountName: 'app', securityContext: { runAsUser: 1 }, ...spec },
			status: { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False' }], ...status },
		},
		{ labels, ...(ownerReferences ? { ownerReferences } : {}) },
	);
}

export const readyStatus = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

/** The status of a container that waits, for a reason. */
export function waiting(reason: string, message = '', more: object = {}) {
	return {
		containerStatuses: [{ name: 'app', image: 'app:1', ready: false, restartCount: 0, state: { waiting: { reason, message } }, ...more }],
	};
}

export function warning(of: string, reason: string, message: string, count = 1): KubeObject {
	const [kind = '', name = ''] = of.split('/');
	return {
		kind: 'Event',
		metadata: { name: `${name}.1` },
		involvedObject: { kind, name },
		reason,
		message,
		count,
		lastTimestamp: '2026-11-21T07:24:25Z',
	} as unknown as KubeObject;
}
