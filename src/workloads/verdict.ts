import type { Finding } from '../core/check.js';
import { judgePod } from './analyzers/pod.js';
import { refusal } from './analyzers/refusal.js';
import { claims } from './analyzers/volume.js';
import { onlyWorkloads, type WorkloadFacts } from './facts/index.js';
import type { PodFacts } from './facts/pod.js';
import { type LogSource, ref, type Trouble } from './trouble.js';

/** A state that waiting does not heal, with the pod it was seen in. */
export interface Verdict {
	readonly finding: Finding;
	readonly pod: PodFacts | undefined;
	/** Its last lines say whether it really cannot heal, and why. */
	readonly asks: LogSource | undefined;
	readonly trouble: Trouble;
}

/** How long ago an event may have been said to count: the controller repeats it, with longer and longer pauses. */
const freshMs = 60_000;

/**
 * The cause that keeps the release from coming up, as soon as the kubelet or
 * the scheduler reports one that cannot heal by waiting; undefined while there
 * is hope. Pure, so that every recorded state can be judged in a test.
 */
export function judge(workloads: WorkloadFacts, nowMs: number): Verdict | undefined {
	const facts = onlyWorkloads(workloads, nowMs);
	for (const pod of workloads.pods) {
		if (pod.terminating) continue;
		const fatal = judgePod(facts, pod).find((each) => each.fatal);
		if (fatal) return toVerdict(fatal, pod);
	}
	const lost = claims(facts).find((each) => each.fatal);
	if (lost) return toVerdict(lost, undefined);
	const refused = refusals(workloads, nowMs).find((each) => each.fatal);
	return refused && toVerdict(refused, undefined);
}

function toVerdict(trouble: Trouble, pod: PodFacts | undefined): Verdict {
	return { finding: trouble.finding, pod, asks: trouble.asks, trouble };
}

/** Pods that the API server never let in: quota, Pod Security, a missing account. */
function refusals(workloads: WorkloadFacts, nowMs: number): readonly Trouble[] {
	const { deployments, statefulSets, warnings, pods } = workloads;
	const makers = [
		...deployments.map((each) => ({ ...each, kind: 'Deployment', pods: `${each.name}-`, events: `ReplicaSet/${each.name}-` })),
		...statefulSets.map((each) => ({ ...each, kind: 'StatefulSet', pods: `${each.name}-`, events: `StatefulSet/${each.name}` })),
	];
	const waiting = makers.filter((maker) => {
		const hasPod = pods.some((pod) => pod.name.startsWith(maker.pods) && !pod.terminating);
		return maker.available < maker.wanted && !hasPod;
	});
	return waiting.flatMap(({ kind, name, refused, events }) => {
		const said = warnings.findLast(
			({ object, reason, lastMs }) => reason === 'FailedCreate' && object.startsWith(events) && nowMs - lastMs < freshMs,
		);
		const message = refused ?? said?.message;
		return message === undefined ? [] : refusal(onlyWorkloads(workloads, nowMs), ref(kind, name), message);
	});
}
