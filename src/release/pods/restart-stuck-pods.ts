import type { StepContext } from '../../core/step.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { judge } from '../../workloads/verdict.js';
import { kubectl, type Place } from '../kube.js';

/**
 * A pod that failed before this run waits out its back-off, up to five minutes, although what it lacked may be there by
 * now. Its successor tries at once, and if it fails as well, that is today's verdict. Such a pod serves nobody. Tells
 * whether there was one.
 */
export async function restartStuckPods({ ports, signal }: StepContext, place: Place, workloads: WorkloadFacts): Promise<boolean> {
	const now = ports.clock.now();
	const stuck = workloads.pods.filter(
		(pod) => !pod.ready && judge({ ...workloads, pods: [pod], deployments: [], statefulSets: [] }, now) !== undefined,
	);
	if (stuck.length === 0) return false;
	await ports.shell.run(kubectl(place, 'delete', 'pod', ...stuck.map(({ name }) => name), '--wait=false'), { signal, timeoutMs: 15_000 });
	return true;
}
