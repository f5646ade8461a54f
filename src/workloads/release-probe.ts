import type { Probe } from '../core/check.js';
import { kubectl, type Place } from '../tools/kubectl/place.js';
import { toWorkloads, type WorkloadFacts } from './facts/index.js';

/** What a release consists of in the cluster right now: one call for its objects, one for the namespace's warnings. */
export function workloadsProbe(place: Place, release: string): Probe<WorkloadFacts> {
	return {
		id: `workloads:${place.context}/${place.namespace}/${release}`,
		withinMs: 15_000,
		async read({ shell }, signal) {
			const [objects, events] = await Promise.all([
				shell.run(
					kubectl(
						place,
						'get',
						'deployments,statefulsets,jobs,pods,persistentvolumeclaims',
						'-l',
						`app.kubernetes.io/instance=${release}`,
						'-o',
						'json',
					),
					{ signal, timeoutMs: 12_000 },
				),
				shell.run(kubectl(place, 'get', 'events', '--field-selector', 'type=Warning', '-o', 'json'), { signal, timeoutMs: 12_000 }),
			]);
			if (objects.kind !== 'exited' || objects.code !== 0) {
				const unreachable = objects.kind === 'exited' ? objects.stderr.trim() : objects.kind;
				return { deployments: [], statefulSets: [], jobs: [], pods: [], claims: [], warnings: [], unreachable };
			}
			return toWorkloads(objects.stdout, events.kind === 'exited' && events.code === 0 ? events.stdout : '');
		},
	};
}
