import { defineCheck } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { kubectl, must, type Place } from '../kube.js';

/** Deletes the volume claims of the release, which outlive it: of SQLite, of its servers, of backups. What is in a database elsewhere is not ours to delete. */
export function removeVolumes(place: Place, release: string, driver = 'sqlite'): Step {
	const isElsewhere = driver === 'external';
	return {
		id: 'data.remove',
		title: isElsewhere ? 'Delete the volumes of the app' : 'Delete the tasks and accounts',
		done: isElsewhere ? 'Volumes of the app deleted' : 'Tasks and accounts deleted',
		goal: defineCheck({
			id: 'data.removed',
			title: isElsewhere ? 'There are no volumes of the app' : 'There are no tasks or accounts',
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
		destroys: isElsewhere ? 'Backups and models in the volumes of the app.' : 'All tasks and accounts in the volume of the app.',
		run: async ({ ports, signal }) => {
			const command = kubectl(place, 'delete', 'persistentvolumeclaims', '-l', `app.kubernetes.io/instance=${release}`, '--wait=false');
			await must(ports, command, { signal, timeoutMs: 30_000 }, 'The volume could not be deleted');
		},
	};
}
