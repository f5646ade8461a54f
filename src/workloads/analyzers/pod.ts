import type { NamespaceFacts } from '../facts/index.js';
import type { PodFacts } from '../facts/pod.js';
import { spoken, spokenFirst } from '../owner.js';
import { type Analyzer, ref, type Trouble, trouble, warningOf } from '../trouble.js';
import { ending } from './pod-end.js';
import { withoutImage } from './pod-image.js';
import { withoutNode } from './pod-place.js';
import { notReady, unanswered } from './pod-probe.js';
import { unmetReferences, withoutSettings } from './pod-settings.js';

/** Longer than any pull or mount of a healthy pod takes until its first word. */
const startMs = 30_000;

export const pods: Analyzer = (facts) => facts.pods.filter(({ terminating }) => !terminating).flatMap((pod) => judgePod(facts, pod));

/** The first thing in the life of a pod that is wrong with it: let in, placed, given its settings, image, started, ready. */
export function judgePod(facts: NamespaceFacts, pod: PodFacts): readonly Trouble[] {
	if (pod.phase === 'Succeeded') return [];
	const at = ref('Pod', pod.name);
	if (pod.failed?.reason) return [ended(pod)];
	const placed = withoutNode(facts, pod);
	if (placed) return [placed];
	for (const container of pod.containers) {
		const { waiting } = container;
		if (
			waiting?.reason === 'CreateContainerConfigError' ||
			(waiting?.reason === 'CreateContainerError' && /find key|not found/i.test(waiting.message))
		)
			return withoutSettings(pod, waiting.message);
		if (waiting?.reason === 'CreateContainerError')
			return [
				trouble(at, 'pod.start-refused', { because: `${pod.name}: ${waiting.message}` }, { short: 'cannot be started', fatal: true }),
			];
		const pull = withoutImage(facts, pod, container);
		if (pull.length > 0) return pull;
		const end = ending(facts, pod, container);
		if (end) return [end];
	}
	if (pod.ready || pod.phase === 'Failed') return [];
	return unstarted(facts, pod);
}

/** It has a node and no container has failed, and yet it is not ready. */
function unstarted(facts: NamespaceFacts, pod: PodFacts): readonly Trouble[] {
	const at = ref('Pod', pod.name);
	const mount = warningOf(facts, at, 'FailedMount', 'FailedAttachVolume', 'FailedMapVolume');
	if (mount) {
		if (/find key|non-existent|(secret|configmap) "[^"]+" not found/i.test(mount.message)) return withoutSettings(pod, mount.message);
		const claims = pod.template.references
			.filter(({ kind }) => kind === 'PersistentVolumeClaim')
			.map(({ name }) => ref('PersistentVolumeClaim', name));
		const says = `A volume of ${spoken(pod)} cannot be mounted.`;
		return [
			trouble(at, 'pod.not-mounted', { says, because: `${pod.name}: ${mount.message}` }, { short: 'waits for a volume', causes: claims }),
		];
	}
	const sandbox = warningOf(facts, at, 'FailedCreatePodSandBox', 'NetworkNotReady');
	const creating = pod.containers.every(({ runningMs, ended: before }) => runningMs === undefined && before === undefined);
	const unmet = creating ? unmetReferences(facts, pod) : [];
	if (unmet.length > 0) return unmet;
	if (sandbox && creating)
		return [
			trouble(at, 'pod.no-sandbox', { because: `${pod.name}: ${sandbox.message}` }, { short: 'gets no network', causes: nodeOf(pod) }),
		];
	const silent = unanswered(facts, pod);
	if (silent) return [silent];
	return facts.nowMs - pod.createdMs > startMs ? [late(facts, pod)] : [starting(pod)];
}

function late(facts: NamespaceFacts, pod: PodFacts): Trouble {
	const running = pod.containers.find(({ runningMs, ready }) => runningMs !== undefined && !ready);
	return notReady(facts, pod, running && { pod: pod.name, container: running.name, previous: false });
}

function starting(pod: PodFacts): Trouble {
	const says = `${spokenFirst(pod)} is starting.`;
	return trouble(
		ref('Pod', pod.name),
		'pod.not-ready',
		{ severity: 'note', says, because: pod.name, remedies: [] },
		{ short: 'is starting' },
	);
}

function ended(pod: PodFacts): Trouble {
	const { reason = '', message = '' } = pod.failed ?? {};
	const at = ref('Pod', pod.name);
	const because = `${pod.name}: ${reason}: ${message}`;
	if (reason === 'Evicted') {
		// Its successor is what counts; the remains only tell what the node was short of.
		return trouble(
			at,
			'pod.evicted',
			{ severity: pod.owner ? 'warning' : 'blocker', says: `${spokenFirst(pod)} was evicted.`, because },
			{ short: 'was evicted', causes: nodeOf(pod) },
		);
	}
	return trouble(
		at,
		'pod.not-ready',
		{ says: `${spokenFirst(pod)} has failed.`, because },
		{ short: `failed (${reason})`, causes: nodeOf(pod) },
	);
}

function nodeOf({ node }: PodFacts) {
	return node ? [ref('Node', node)] : [];
}
