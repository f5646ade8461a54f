import type { WorkloadFacts } from '../../workloads/facts/index.js';

/** "1 of 2 ready", pods that are ending aside. */
export function readiness({ pods }: WorkloadFacts): string {
	const living = pods.filter(({ terminating }) => !terminating);
	return `${living.filter(({ ready }) => ready).length} of ${living.length} ready`;
}
