import type { Finding } from '../core/check.js';
import type { Ports } from '../core/ports.js';
import type { Outcome } from '../core/shell.js';
import { found } from '../knowledge/found.js';
import { kubectl, type Place } from '../tools/kubectl/place.js';
import { type NamespaceFacts, toNamespaceFacts } from './facts/index.js';
import { keysTemplate, parseKeys } from './facts/keys.js';
import { itemsOf } from './facts/object.js';

/** Everything but pods, events, and what has secrets in it; by the word that kubectl knows. */
const kinds: Readonly<Record<string, string>> = {
	'deployments.apps': 'Deployment',
	'replicasets.apps': 'ReplicaSet',
	'statefulsets.apps': 'StatefulSet',
	'daemonsets.apps': 'DaemonSet',
	replicationcontrollers: 'ReplicationController',
	'jobs.batch': 'Job',
	'cronjobs.batch': 'CronJob',
	services: 'Service',
	'endpointslices.discovery.k8s.io': 'EndpointSlice',
	'ingresses.networking.k8s.io': 'Ingress',
	'ingressclasses.networking.k8s.io': 'IngressClass',
	'networkpolicies.networking.k8s.io': 'NetworkPolicy',
	persistentvolumeclaims: 'PersistentVolumeClaim',
	persistentvolumes: 'PersistentVolume',
	'storageclasses.storage.k8s.io': 'StorageClass',
	'horizontalpodautoscalers.autoscaling': 'HorizontalPodAutoscaler',
	'poddisruptionbudgets.policy': 'PodDisruptionBudget',
	resourcequotas: 'ResourceQuota',
	serviceaccounts: 'ServiceAccount',
	'roles.rbac.authorization.k8s.io': 'Role',
	'rolebindings.rbac.authorization.k8s.io': 'RoleBinding',
	nodes: 'Node',
	namespaces: 'Namespace',
	'validatingwebhookconfigurations.admissionregistration.k8s.io': 'ValidatingWebhookConfiguration',
	'mutatingwebhookconfigurations.admissionregistration.k8s.io': 'MutatingWebhookConfiguration',
	'apiservices.apiregistration.k8s.io': 'APIService',
};

export type NamespaceReading =
	| { readonly kind: 'read'; readonly facts: NamespaceFacts }
	| { readonly kind: 'unreachable'; readonly finding: Finding };

/** The largest list that we take: about 20,000 pods. */
const maxBytes = 256 * 1024 * 1024;
const timeoutMs = 30_000;

/** One call each for pods, for warnings, for the names of keys, and for everything else; all at once. */
export async function readNamespace({ shell, clock }: Ports, place: Place, signal: AbortSignal): Promise<NamespaceReading> {
	const get = (...args: string[]) => shell.run(kubectl(place, 'get', ...args), { signal, timeoutMs, maxBytes });
	const [pods, events, keys, others] = await Promise.all([
		get('pods', '-o', 'json'),
		get('events', '--field-selector', 'type=Warning', '-o', 'json'),
		get('secrets,configmaps', '-o', `go-template=${keysTemplate}`),
		get(Object.keys(kinds).join(','), '-o', 'json'),
	]);
	if (!isFine(pods)) return { kind: 'unreachable', finding: unread(place, pods) };
	const rest = await withoutUnknown(others, (wanted) => get(wanted, '-o', 'json'));
	const items = [pods, events, rest.outcome].flatMap((outcome) => itemsOf(stdoutOf(outcome)));
	const read = new Set(['Pod', ...(isFine(events) ? ['Event'] : []), ...rest.kinds]);
	return {
		kind: 'read',
		facts: toNamespaceFacts({
			namespace: place.namespace,
			nowMs: clock.now(),
			kinds: read,
			items,
			// With one of the two kinds forbidden, a missing line would look like a missing object.
			keys: isFine(keys) ? parseKeys(stdoutOf(keys)) : undefined,
		}),
	};
}

function isFine(outcome: Outcome): boolean {
	return outcome.kind === 'exited' && outcome.code === 0 && !/\(Forbidden\)/.test(outcome.stderr);
}

function stdoutOf(outcome: Outcome): string {
	return outcome.kind === 'exited' ? outcome.stdout : '';
}

function stderrOf(outcome: Outcome): string {
	return outcome.kind === 'exited' ? outcome.stderr : '';
}

/** A kind that the server does not know fails the whole call, so it is made again without it; one that is forbidden only misses. */
async function withoutUnknown(first: Outcome, again: (kinds: string) => Promise<Outcome>) {
	const unknown = [...stderrOf(first).matchAll(/doesn't have a resource type "([^".]+)/g)].map(([, name = '']) => name);
	const left = Object.keys(kinds).filter((each) => !unknown.some((name) => each.startsWith(name)));
	const outcome = unknown.length > 0 ? await again(left.join(',')) : first;
	const said = stderrOf(outcome);
	const forbidden = new Set([...said.matchAll(/cannot list resource "([^"]+)"/g)].map(([, name]) => name));
	// After any other error, an empty list may as well be one that never came.
	const isWhole = stdoutOf(outcome).trim() !== '' && said.split('\n').every((line) => /^(|Warning:.*|.*\(Forbidden\).*)$/.test(line));
	const present = new Set(itemsOf(stdoutOf(outcome)).map(({ kind }) => kind));
	const allowed = left.filter((each) => !forbidden.has(each.replace(/\..*/, ''))).flatMap((each) => kinds[each] ?? []);
	return { outcome, kinds: isWhole ? allowed : allowed.filter((kind) => present.has(kind)) };
}

function unread({ context, namespace }: Place, outcome: Outcome): Finding {
	const said = outcome.kind === 'exited' ? outcome.stderr.trim().split('\n').at(-1) : outcome.kind;
	if (outcome.kind === 'missing') return found('kubectl.missing');
	if (/forbidden/i.test(said ?? ''))
		return found('kubectl.forbidden', { says: `You may not list the pods of the namespace "${namespace}".`, because: said });
	return found('cluster.unreachable', { says: `The cluster of the context "${context}" does not answer.`, because: said });
}

/** Names of kinds that were asked for and not read. */
export function unreadKinds({ kinds: read, keys }: NamespaceFacts): readonly string[] {
	return [...Object.values(kinds).filter((each) => !read.has(each)), ...(keys ? [] : ['Secret', 'ConfigMap'])];
}
