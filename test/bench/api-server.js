// An API server of one namespace, as far as `kubectl get` needs one: what there is, and lists that never change.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {Readonly<Record<string, readonly [resource: string, kind: string, namespaced: boolean][]>>} */
const groups = {
	v1: [
		['pods', 'Pod', true],
		['events', 'Event', true],
		['services', 'Service', true],
		['secrets', 'Secret', true],
		['configmaps', 'ConfigMap', true],
		['persistentvolumeclaims', 'PersistentVolumeClaim', true],
		['replicationcontrollers', 'ReplicationController', true],
		['resourcequotas', 'ResourceQuota', true],
		['serviceaccounts', 'ServiceAccount', true],
		['persistentvolumes', 'PersistentVolume', false],
		['namespaces', 'Namespace', false],
		['nodes', 'Node', false],
	],
	'apps/v1': ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map((kind) => [`${kind.toLowerCase()}s`, kind, true]),
	'batch/v1': ['Job', 'CronJob'].map((kind) => [`${kind.toLowerCase()}s`, kind, true]),
	'discovery.k8s.io/v1': [['endpointslices', 'EndpointSlice', true]],
	'networking.k8s.io/v1': [
		['ingresses', 'Ingress', true],
		['networkpolicies', 'NetworkPolicy', true],
		['ingressclasses', 'IngressClass', false],
	],
	'storage.k8s.io/v1': [['storageclasses', 'StorageClass', false]],
	'autoscaling/v2': [['horizontalpodautoscalers', 'HorizontalPodAutoscaler', true]],
	'policy/v1': [['poddisruptionbudgets', 'PodDisruptionBudget', true]],
	'rbac.authorization.k8s.io/v1': ['Role', 'RoleBinding'].map((kind) => [`${kind.toLowerCase()}s`, kind, true]),
	'admissionregistration.k8s.io/v1': ['Validating', 'Mutating'].map((kind) => [
		`${kind.toLowerCase()}webhookconfigurations`,
		`${kind}WebhookConfiguration`,
		false,
	]),
	'apiregistration.k8s.io/v1': [['apiservices', 'APIService', false]],
};

const answers = new Map();
const versions = Object.keys(groups).filter((version) => version !== 'v1');
const known = (version) => ({ groupVersion: version, version: version.split('/')[1] });
answers.set('/api', { kind: 'APIVersions', versions: ['v1'] });
answers.set('/apis', {
	kind: 'APIGroupList',
	apiVersion: 'v1',
	groups: versions.map((version) => ({ name: version.split('/')[0], versions: [known(version)], preferredVersion: known(version) })),
});
for (const [version, resources] of Object.entries(groups)) {
	const path = version === 'v1' ? '/api/v1' : `/apis/${version}`;
	const described = resources.map(([name, kind, namespaced]) => ({
		name,
		singularName: kind.toLowerCase(),
		namespaced,
		kind,
		verbs: ['get', 'list'],
	}));
	answers.set(path, { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: version, resources: described });
	for (const [name, kind, namespaced] of resources) {
		const items = workerData[kind] ?? [];
		answers.set(`${path}${namespaced ? '/namespaces/shop' : ''}/${name}`, {
			kind: `${kind}List`,
			apiVersion: version,
			metadata: { resourceVersion: '1' },
			items,
		});
	}
}
const printed = new Map([...answers].map(([path, answer]) => [path, Buffer.from(JSON.stringify(answer))]));

const server = createServer(({ url = '' }, response) => {
	const body = printed.get(url.split('?')[0]);
	response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
	response.end(body ?? '{}');
}).listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address().port));
