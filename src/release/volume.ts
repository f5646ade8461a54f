import { defineCheck } from '../core/check.js';
import type { Step } from '../core/step.js';
import { found } from '../knowledge/found.js';
import { workloadsProbe } from '../workloads/release-probe.js';
import { kubectl, must, type Place } from './kube.js';

/** Deletes the volume claims of the release, which outlive it. */
export function removeVolumes(place: Place, release: string): Step {
	return {
		id: 'data.remove',
		title: 'Delete the tasks and accounts',
		done: 'Tasks and accounts deleted',
		goal: defineCheck({
			id: 'data.removed',
			title: 'There are no tasks or accounts',
			needs: { workloads: workloadsProbe(place, release) },
			diagnose: ({ workloads: { claims } }) =>
				claims.length > 0
					? [found('data.still-there', { says: 'The volume is still there.', because: claims.map(({ name }) => name).join(', ') })]
					: [],
		}),
		after: ['release.remove'],
		preview: [kubectl(place, 'delete', 'persistentvolumeclaims', '-l', `app.kubernetes.io/instance=${release}`).join(' ')],
		seconds: 5,
		withinMs: 30_000,
		destroys: 'All tasks and accounts in the volume of the app.',
		run: async ({ ports, signal }) => {
			const command = kubectl(place, 'delete', 'persistentvolumeclaims', '-l', `app.kubernetes.io/instance=${release}`, '--wait=false');
			await must(ports, command, { signal, timeoutMs: 30_000 }, 'The volume could not be deleted');
		},
	};
}
