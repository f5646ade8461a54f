import type { Companion, KubernetesTarget, ReleaseNames } from '../../core/app.js';
import { type Check, defineCheck, type Finding } from '../../core/check.js';
import type { Step, StepContext } from '../../core/step.js';
import type { DeploymentFacts } from '../../workloads/facts/controller.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { kubectl, type Place } from '../kube.js';
import { readiness } from './readiness.js';
import { watchPods } from './watch-pods.js';

/** Everything that the release runs: the Deployments of the app, and the servers beside it. */
export function isRolledOut(place: Place, { release, backend, frontend }: ReleaseNames, companions: readonly Companion[]): Check {
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
			return [
				...[backend, frontend].filter((name) => !isUp(workloads.deployments, name)).map((name) => ({ kind: 'Deployment', name })),
				...companions
					.map(({ name }) => `${release}-${name}`)
					.filter((name) => !isUp(workloads.statefulSets, name))
					.map((name) => ({ kind: 'StatefulSet', name })),
			].map(({ kind, name }) => ({
				id: 'pod.not-ready',
				severity: 'blocker',
				says: `The ${kind} "${name}" is not ready.`,
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

function isUp(made: readonly DeploymentFacts[], name: string): boolean {
	const found = made.find((each) => each.name === name);
	return found?.settled === true && found.wanted > 0 && found.available === found.wanted;
}

/** The step that waits until all of it runs in its newest version. */
export function watchRollout(
	place: Place,
	names: ReleaseNames,
	companions: readonly Companion[] = [],
	restartStorage?: KubernetesTarget['restartStorage'],
): Step {
	const goal = isRolledOut(place, names, companions);
	// Their images come over the network, and not from a build of ours.
	const minutes = Math.max(3, ...companions.map(({ minutesToCome }) => minutesToCome));
	return {
		id: 'release.rollout',
		title: 'Wait for the pods',
		done: 'Pods ready',
		goal,
		after: ['release.install'],
		preview: [kubectl(place, 'get', 'deployments,statefulsets,pods,events').join(' ')],
		seconds: 15,
		withinMs: 5000,
		async run(context) {
			let ending = false;
			const isDone = async (workloads: WorkloadFacts) => {
				ending = isEnding(workloads, names);
				return goal.diagnose({ workloads }).length === 0;
			};
			await watchPods(context, place, names, isDone, { patienceMs: minutes * 60_000, restartStorage });
			if (ending) await untilOldPodsAreGone(context, place, names);
		},
	};
}

/** One that ends in favour of its equal, of the same ReplicaSet, does the same as that one until it is gone. */
function isEnding({ pods }: WorkloadFacts, { backend }: ReleaseNames): boolean {
	const staying = new Set(pods.filter(({ terminating }) => !terminating).map(({ owner }) => owner?.name));
	return pods.some(({ name, terminating, owner }) => terminating && name.startsWith(`${backend}-`) && !staying.has(owner?.name));
}

/** Longer than a pod takes to end its requests; one that hangs is nobody's business but Kubernetes'. */
const endPatienceMs = 40_000;

/**
 * Connections that were made before keep leading to a pod that is ending. With another database behind it, a visitor
 * would meet both by turns.
 */
async function untilOldPodsAreGone({ ports, signal, progress }: StepContext, place: Place, names: ReleaseNames): Promise<void> {
	const probe = workloadsProbe(place, names.release);
	const deadline = ports.clock.now() + endPatienceMs;
	progress({ says: 'waiting until the old backend is gone' });
	do await ports.clock.sleep(700, signal);
	while (ports.clock.now() < deadline && isEnding(await probe.read(ports, signal), names));
}
