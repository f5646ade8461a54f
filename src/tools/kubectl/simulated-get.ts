import { after, ended, type Reply, unknownCommand } from '../../core/simulation.js';
import type { SimulatedKey, SimulatedNamespace, World } from '../../core/world.js';
import { allObjectsOf, objectsOf, podsOf } from './simulated-cluster.js';
import { eventsOf, usageOf } from './simulated-reports.js';

/** One call of kubectl, taken apart. */
export interface Call {
	readonly world: World;
	readonly args: readonly string[];
	/** Without flags. */
	readonly words: readonly string[];
	readonly context: string;
	readonly namespace: string;
	readonly found: SimulatedNamespace | undefined;
}

export function notFound(world: World, kind: string, name: string): Reply {
	return ended(world, 1, '', `Error from server (NotFound): ${kind} "${name}" not found\n`);
}

function list(world: World, items: readonly object[]): Reply {
	return ended(world, 0, JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }));
}

/** Of each pod: its namespace, the release that it belongs to, and its image. */
function toImages(namespaces: Readonly<Record<string, SimulatedNamespace>>): string {
	const rows = Object.entries(namespaces).flatMap(([namespace, { releases }]) =>
		Object.entries(releases).flatMap(([release, { deployments }]) =>
			deployments.flatMap(({ pod, image }) => (pod ? [`${namespace}\t${release}\t${image}\n`] : [])),
		),
	);
	return rows.join('');
}

/** `kubectl get`, for exactly what we ask. */
export function get({ world, args, words, context, namespace, found }: Call): Reply {
	const [, kind, name = ''] = words;
	const release = after(args, '-l')?.split('=')[1] ?? '';
	switch (kind) {
		case 'namespace':
			if (!found) return notFound(world, 'namespaces', name);
			return ended(
				world,
				0,
				JSON.stringify({
					apiVersion: 'v1',
					kind: 'Namespace',
					metadata: { labels: { 'kubernetes.io/metadata.name': name, ...found.labels }, name },
					status: { phase: 'Active' },
				}),
			);
		case 'deployments,pods,storageclasses':
			return ended(world, 0, 'Deployment/coredns 1  \nPod/storage-provisioner   \nStorageClass/standard   k8s.io/minikube-hostpath\n');
		case 'deployment':
			return world.minikube.profiles[context]?.addons?.includes('ingress') && name === 'ingress-nginx-controller'
				? ended(world, 0, '1')
				: notFound(world, 'deployments.apps', name);
		case 'secret': {
			// The certificate that the chart makes for an Ingress.
			const encrypted = Object.entries(found?.releases ?? {}).some(([id, { ingress }]) => ingress?.encrypted && name === `${id}-tls`);
			if (encrypted) return ended(world, 0, btoa('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'));
			const secret = found?.secrets[name];
			return secret ? ended(world, 0, toTemplate(secret)) : notFound(world, 'secrets', name);
		}
		case 'deployments,statefulsets,jobs,pods,persistentvolumeclaims':
			return list(world, objectsOf(world, context, namespace, release));
		case 'leases':
			// The kubelet of a node that runs has just renewed it.
			return ended(world, 0, new Date(world.nowMs).toISOString());
		case 'events':
			return list(world, eventsOf(world, context, namespace));
		case 'secrets,configmaps':
			return ended(world, 0, toKeys(found?.secrets ?? {}));
		case 'pods':
			if (args.includes('--all-namespaces')) return ended(world, 0, toImages(world.minikube.profiles[context]?.namespaces ?? {}));
			if (after(args, '-o') === 'json')
				return list(
					world,
					allObjectsOf(world, context, namespace).filter((each) => each.kind === 'Pod'),
				);
			return ended(
				world,
				0,
				podsOf(world, context, namespace, release)
					.map(({ deployment }) => `${deployment.pod?.name} ${context}\n`)
					.join(''),
			);
		case 'service': {
			const owner = Object.values(found?.releases ?? {}).find(({ deployments }) => deployments.some((each) => each.name === name));
			return owner ? ended(world, 0, owner.nodePort ? `${owner.nodePort} ` : '<no value> ') : notFound(world, 'services', name);
		}
		default:
			// Many kinds at once; of these a simulated cluster has only some.
			if (kind?.startsWith('deployments.apps,'))
				return list(
					world,
					allObjectsOf(world, context, namespace).filter((each) => each.kind !== 'Pod'),
				);
			if (words[1]?.startsWith('/api/v1/nodes/')) return ended(world, 0, JSON.stringify(usageOf(world, context)));
			if (words[1]?.endsWith(':http/proxy/ready')) return answerOfBackend(world, words[1], found);
			return unknownCommand('kubectl', args);
	}
}

/** The backend's own `/ready`, by way of the API server. */
function answerOfBackend(world: World, path: string, found: SimulatedNamespace | undefined): Reply {
	const service = /services\/([^:/]+):http/.exec(path)?.[1] ?? '';
	const release = Object.values(found?.releases ?? {}).find(({ deployments }) => deployments.some(({ name }) => name === service));
	if (!release) return notFound(world, 'services', service);
	const isReady = (wanted: string) => release.deployments.some(({ component, pod }) => component === wanted && pod?.readyMs !== undefined);
	if (!isReady('backend'))
		return ended(world, 1, '', 'Error from server (ServiceUnavailable): the server is currently unable to handle the request\n');
	const ai = !release.model ? 'none' : !isReady('ollama') ? 'down' : release.model.fetched ? 'ready' : 'pulling';
	return ended(world, 0, JSON.stringify({ status: 'ready', ai, degraded: ai === 'down' || ai === 'pulling' }));
}

/** What our go-template prints of all Secrets: their keys, with the length of the value instead of it. */
function toKeys(secrets: SimulatedNamespace['secrets']): string {
	return Object.entries(secrets)
		.map(([name, keys]) => [`Secret ${name} `, ...Object.entries(keys).map(([key, { base64 }]) => `= ${key} ${base64.length}`)].join('\n'))
		.concat('')
		.join('\n');
}

/** What our go-template prints: keys with the length of their base64, then annotations. */
function toTemplate(secret: Readonly<Record<string, SimulatedKey>>): string {
	const keys = Object.entries(secret).map(([key, { base64 }]) => `${key} ${base64.length}\n`);
	const annotations = Object.values(secret).flatMap(({ annotation }) => (annotation ? [`@${annotation[0]} ${annotation[1]}\n`] : []));
	return [...keys, ...annotations].join('');
}
