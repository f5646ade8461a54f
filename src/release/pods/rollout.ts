import type { ReleaseNames } from '../../core/app.js';
import { type Check, defineCheck, type Finding } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { kubectl, type Place } from '../kube.js';
import { readiness } from './readiness.js';
import { watchPods } from './watch-pods.js';

/** Both Deployments run their newest version, and nothing of an older one is left. */
export function isRolledOut(place: Place, { release, backend, frontend }: ReleaseNames): Check {
	return defineCheck({
		id: 'release.rolled-out',
		title: 'All pods are ready',
		needs: { workloads: workloadsProbe(place, release) },
		diagnose: ({ workloads }): Finding[] => {
			if (workloads.unreachable)
				return [
					{
						id: 'cluster.unreachable',
						severity: 'blocker',
						says: 'The cluster does not answer.',
						because: workloads.unreachable,
						remedies: [],
					},
				];
			return [backend, frontend]
				.filter((name) => !isUp(workloads, name))
				.map((name) => ({
					id: 'pod.not-ready',
					severity: 'blocker',
					says: `The Deployment "${name}" is not ready.`,
					because: readiness(workloads),
					remedies: [
						{
							kind: 'manual',
							says: 'Look at its pods.',
							commands: [`kubectl --context ${place.context} -n ${place.namespace} describe pods`],
						},
					],
				}));
		},
		describe: ({ workloads }) => ({ subject: 'Pods', fact: readiness(workloads) }),
	});
}

function isUp({ deployments }: WorkloadFacts, name: string): boolean {
	const found = deployments.find((each) => each.name === name);
	return found?.settled === true && found.wanted > 0 && found.available === found.wanted;
}

/** The step that waits for both Deployments to run their newest version. */
export function watchRollout(place: Place, names: ReleaseNames): Step {
	const goal = isRolledOut(place, names);
	return {
		id: 'release.rollout',
		title: 'Wait for the pods',
		done: 'Pods ready',
		goal,
		after: ['release.install'],
		preview: [kubectl(place, 'get', 'deployments,pods,events').join(' ')],
		seconds: 15,
		withinMs: 5000,
		run: (context) => watchPods(context, place, names, async (workloads) => goal.diagnose({ workloads }).length === 0),
	};
}
