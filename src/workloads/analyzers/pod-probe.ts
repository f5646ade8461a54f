import type { ContainerFacts } from '../facts/container.js';
import type { NamespaceFacts } from '../facts/index.js';
import type { PodFacts } from '../facts/pod.js';
import { spokenFirst } from '../owner.js';
import { ref, type Trouble, trouble, warningOf } from '../trouble.js';

/** A server that says no to the path itself will go on saying so; one that does not answer yet may be starting. */
const saysNo = /statuscode: 4(?!29)\d\d|unknown (port|service)|no such host|executable file not found|no such file/i;
const enough = 3;
const startMs = 60_000;

/** Every container runs, but one does not answer its probe. */
export function unanswered(facts: NamespaceFacts, pod: PodFacts): Trouble | undefined {
	const silent = pod.containers.find(({ ready, runningMs }) => !ready && runningMs !== undefined);
	if (!silent || pod.phase !== 'Running') return undefined;
	const at = ref('Pod', pod.name);
	const said = warningOf(facts, at, 'Unhealthy', 'ProbeError', 'ProbeWarning');
	const asks = { pod: pod.name, container: silent.name, previous: false };
	if (!said) return isYoung(facts, silent) ? undefined : notReady(facts, pod, asks);
	return trouble(
		at,
		'pod.probe-failing',
		{ says: `${spokenFirst(pod)} runs, but does not answer its probe.`, because: `${pod.name}: ${said.message}` },
		{ short: 'does not answer its probe', fatal: isHopeless(facts, silent, said), asks, causes: node(pod) },
	);
}

function isHopeless(
	{ nowMs }: NamespaceFacts,
	{ runningMs = nowMs }: ContainerFacts,
	said: { readonly message: string; readonly count?: number },
): boolean {
	const times = said.count ?? 1;
	if (times < enough) return false;
	return saysNo.test(said.message) || nowMs - runningMs > startMs;
}

function isYoung({ nowMs }: NamespaceFacts, { runningMs = 0 }: ContainerFacts): boolean {
	return nowMs - runningMs < startMs / 2;
}

export function notReady(_facts: NamespaceFacts, pod: PodFacts, asks?: Trouble['asks']): Trouble {
	return trouble(
		ref('Pod', pod.name),
		'pod.not-ready',
		{ says: `${spokenFirst(pod)} is not ready.`, because: `${pod.name}: ${pod.phase}` },
		{ short: 'not ready', asks, causes: node(pod) },
	);
}

function node({ node: name }: PodFacts) {
	return name ? [ref('Node', name)] : [];
}
