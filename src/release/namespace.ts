import { defineCheck, type Probe } from '../core/check.js';
import type { Step } from '../core/step.js';
import { found } from '../knowledge/found.js';
import { parseJson } from '../tools/version.js';
import { kubectl, must, type Place } from './kube.js';

export interface NamespaceFacts {
	readonly state: 'absent' | 'active' | 'terminating' | 'unreachable';
	readonly labels: Readonly<Record<string, string>>;
	/** What kubectl said when it could not tell. */
	readonly said: string | undefined;
}

/** Pods that are not restricted are refused, and whoever puts one there is warned. */
export const podSecurity: Readonly<Record<string, string>> = {
	'pod-security.kubernetes.io/enforce': 'restricted',
	'pod-security.kubernetes.io/enforce-version': 'latest',
	'pod-security.kubernetes.io/warn': 'restricted',
	'pod-security.kubernetes.io/audit': 'restricted',
};

export function namespaceProbe(place: Place): Probe<NamespaceFacts> {
	return {
		id: `namespace:${place.context}/${place.namespace}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(kubectl(place, 'get', 'namespace', place.namespace, '-o', 'json'), { signal, timeoutMs: 10_000 });
			if (outcome.kind !== 'exited') return { state: 'unreachable', labels: {}, said: outcome.kind };
			if (outcome.code !== 0) {
				const absent = /not ?found/i.test(outcome.stderr) && /namespaces?/i.test(outcome.stderr);
				return { state: absent ? 'absent' : 'unreachable', labels: {}, said: outcome.stderr.trim().split('\n')[0] };
			}
			const found = parseJson(outcome.stdout) as
				| { metadata?: { labels?: Record<string, string> }; status?: { phase?: string } }
				| undefined;
			return {
				state: found?.status?.phase === 'Terminating' ? 'terminating' : 'active',
				labels: found?.metadata?.labels ?? {},
				said: undefined,
			};
		},
	};
}

const stateFinding = {
	active: 'namespace.not-restricted',
	absent: 'namespace.absent',
	terminating: 'namespace.terminating',
	unreachable: 'cluster.unreachable',
} as const;

/** Creates the namespace, or labels the one that is there. */
export function createNamespace(place: Place, after: readonly string[]): Step {
	const { namespace } = place;
	return {
		id: 'namespace.create',
		title: `Create the namespace "${namespace}"`,
		done: `Namespace "${namespace}" created`,
		goal: defineCheck({
			id: 'namespace.ready',
			title: `The namespace "${namespace}" is there and restricted`,
			needs: { there: namespaceProbe(place) },
			diagnose: ({ there }) => {
				if (there.state === 'active' && Object.entries(podSecurity).every(([label, value]) => there.labels[label] === value)) return [];
				return [
					found(stateFinding[there.state], {
						says: `The namespace "${namespace}" is ${there.state === 'active' ? 'not restricted' : there.state}.`,
						because: there.said,
					}),
				];
			},
		}),
		after,
		preview: [`kubectl --context ${place.context} apply --server-side -f -   (Namespace "${namespace}", Pod Security "restricted")`],
		seconds: 1,
		// A namespace that is being deleted takes as long as its pods' grace period.
		withinMs: 15_000,
		async run({ ports, signal, progress }) {
			const deadline = ports.clock.now() + 90_000;
			while ((await namespaceProbe(place).read(ports, signal)).state === 'terminating' && ports.clock.now() < deadline) {
				progress({ says: 'waiting until the old one is gone' });
				await ports.clock.sleep(1000, signal);
			}
			const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: podSecurity } };
			await must(
				ports,
				kubectl(place, 'apply', '--server-side', '--field-manager=todo-k8s-setup', '--force-conflicts', '-f', '-'),
				{ signal, timeoutMs: 30_000, input: JSON.stringify(manifest) },
				`The namespace "${namespace}" could not be created`,
			);
		},
	};
}

/** Deletes the namespace with what is left in it. */
export function removeNamespace(place: Place): Step {
	const { namespace } = place;
	return {
		id: 'namespace.remove',
		title: `Delete the namespace "${namespace}"`,
		done: `Namespace "${namespace}" deleted`,
		goal: defineCheck({
			id: 'namespace.removed',
			title: `There is no namespace "${namespace}"`,
			needs: { there: namespaceProbe(place) },
			diagnose: ({ there }) =>
				there.state === 'absent' ? [] : [found('namespace.still-there', { says: `The namespace "${namespace}" is ${there.state}.` })],
		}),
		after: ['release.remove', 'secret.remove', 'data.remove', 'secret.remove-with-data'],
		preview: [kubectl(place, 'delete', 'namespace', namespace).join(' ')],
		seconds: 10,
		withinMs: 60_000,
		destroys: `Everything in the namespace "${namespace}", the tasks and accounts included.`,
		run: async ({ ports, signal }) => {
			await must(
				ports,
				kubectl(place, 'delete', 'namespace', namespace, '--wait=false'),
				{ signal, timeoutMs: 30_000 },
				'The namespace could not be deleted',
			);
		},
	};
}
