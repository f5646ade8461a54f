import { explained } from '../explained.js';
import type { ContainerFacts } from '../facts/container.js';
import type { NamespaceFacts } from '../facts/index.js';
import type { PodFacts } from '../facts/pod.js';
import { spokenFirst } from '../owner.js';
import { ref, type Trouble, trouble, warningOf } from '../trouble.js';

const notStarted = [
	'StartError',
	'ContainerCannotRun',
	'RunContainerError',
	'PreStartHookError',
	'PostStartHookError',
	'PreCreateHookError',
];
/** From the probe that failed to the end of the container. Whatever ended otherwise (with its node) had failing probes long before, at most. */
const killMs = 15_000;
/** Restarts from which a container that is ready again is still worth a word. */
const restless = 3;

/** A container whose program ends, is ended, or never started. */
export function ending(facts: NamespaceFacts, pod: PodFacts, container: ContainerFacts): Trouble | undefined {
	const { waiting, ended, restarts, ready, name } = container;
	const at = ref('Pod', pod.name);
	const looping = isLooping(facts, pod, container);
	const refusal = notStarted.includes(waiting?.reason ?? '')
		? waiting?.message
		: notStarted.includes(ended?.reason ?? '')
			? ended?.message
			: undefined;
	if (refusal !== undefined && !ready) {
		const id = explained({ output: refusal }, ['image.wrong-arch', 'host.disk-full'])?.id ?? 'pod.start-refused';
		return trouble(at, id, { because: `${pod.name}/${name}: ${refusal}` }, { short: 'cannot be started', fatal: true });
	}
	if (ended?.reason === 'OOMKilled' && (!ready || restarts > 0)) return tooLarge(pod, container);
	const failed = ended !== undefined && ended.exitCode !== 0;
	if (ready) {
		if (!failed || restarts <= restless) return undefined;
		return trouble(
			at,
			'pod.restarting',
			{
				severity: 'warning',
				says: `${spokenFirst(pod)} restarts now and then.`,
				because: `${pod.name}/${name}: ${restarts} restarts, last exit code ${ended.exitCode}`,
			},
			{ short: `restarts (${restarts} times)`, asks: { pod: pod.name, container: name, previous: true, restarts } },
		);
	}
	// One restart is no verdict: a node that was stopped counts as one, and so does a start in the wrong order.
	if (!looping && !(failed && (restarts > 0 || pod.phase === 'Failed'))) return undefined;
	const killed = warningOf(facts, at, 'Unhealthy');
	if (killed && /^(liveness|startup) probe/i.test(killed.message) && ended?.exitCode !== 1) {
		return trouble(
			at,
			'pod.probe-failing',
			{
				says: `${spokenFirst(pod)} is ended again and again because it does not answer its probe.`,
				because: `${pod.name}/${name}: ${killed.message}`,
			},
			{
				short: 'does not answer its probe',
				fatal: looping || (restarts > 1 && killed.lastMs >= (ended?.atMs ?? 0) - killMs),
				asks: { pod: pod.name, container: name, previous: true, restarts },
			},
		);
	}
	const code = ended?.exitCode ?? 'unknown';
	return trouble(
		at,
		'pod.program-ends',
		{
			says: `${spokenFirst(pod)} ends right after its start.`,
			because: `${pod.name}/${name}: ${restarts} restarts, last exit code ${code}`,
		},
		{
			short: `ends (exit code ${code})`,
			fatal: looping || pod.phase === 'Failed',
			asks: { pod: pod.name, container: name, previous: restarts > 0, restarts },
		},
	);
}

/** The kubelet shows the back-off only for a moment at times, and the end for the rest of it; then its event tells. */
function isLooping(facts: NamespaceFacts, { name }: PodFacts, { waiting, ended, restarts }: ContainerFacts): boolean {
	if (waiting?.reason === 'CrashLoopBackOff') return true;
	if (ended?.sinceMs === undefined || restarts === 0) return false;
	const backOff = warningOf(facts, ref('Pod', name), 'BackOff');
	return backOff !== undefined && /restarting failed container/i.test(backOff.message) && backOff.lastMs >= ended.sinceMs;
}

function tooLarge(pod: PodFacts, { name, ready, restarts }: ContainerFacts): Trouble {
	return trouble(
		ref('Pod', pod.name),
		'pod.out-of-memory',
		{
			severity: ready ? (restarts > restless ? 'warning' : 'note') : 'blocker',
			says: `${spokenFirst(pod)} was ended because it used more memory than its limit.`,
			because: `${pod.name}/${name}: OOMKilled`,
		},
		{ short: 'out of memory', fatal: !ready },
	);
}
