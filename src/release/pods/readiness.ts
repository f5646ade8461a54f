import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { isServer, type PodFacts } from '../../workloads/facts/pod.js';

/** The pods that are there to serve, those that are ending aside, and those that were evicted: their successors count. */
export function servers({ pods }: WorkloadFacts): readonly PodFacts[] {
	return pods.filter((pod) => !pod.terminating && pod.phase !== 'Failed' && isServer(pod));
}

/** "1 of 2 ready". */
export function readiness(workloads: WorkloadFacts): string {
	const living = servers(workloads);
	return `${living.filter(({ ready }) => ready).length} of ${living.length} ready`;
}
