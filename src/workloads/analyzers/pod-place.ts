import type { Remedy } from '../../core/check.js';
import type { Details } from '../../knowledge/found.js';
import type { NamespaceFacts } from '../facts/index.js';
import type { Ref } from '../facts/object.js';
import type { PodFacts } from '../facts/pod.js';
import { spoken, spokenFirst } from '../owner.js';
import { ref, type Trouble, trouble, warningOf } from '../trouble.js';
import { newProvisionerMs } from './volume.js';

/** How long a node may take to come: its start takes some seconds. */
const patienceMs = 20_000;
/** Taints that go by themselves while a node starts. */
const startingNode =
	/untolerated taint\(?s?\)? \{?node\.kubernetes\.io\/(not-ready|unreachable)|node\.cloudprovider\.kubernetes\.io\/uninitialized|network-unavailable/i;

/** A pod that the scheduler found no node for, and whether waiting would help. */
export function withoutNode(facts: NamespaceFacts, pod: PodFacts): Trouble | undefined {
	const at = ref('Pod', pod.name);
	if (pod.gated) {
		const says = `${spokenFirst(pod)} is held back by a scheduling gate.`;
		return trouble(at, 'pod.gated', { says, because: pod.name }, { short: 'held back by a scheduling gate' });
	}
	const message = pod.unschedulable;
	if (message === undefined) return undefined;
	const because = `${pod.name}: ${message}`;
	const ageMs = facts.nowMs - pod.createdMs;
	const isOld = ageMs > patienceMs;
	if (/persistentvolumeclaim|volume node affinity|persistent volumes? to bind/i.test(message)) {
		const claims = pod.template.references
			.filter(({ kind }) => kind === 'PersistentVolumeClaim')
			.map(({ name }) => ref('PersistentVolumeClaim', name));
		return withoutVolume(facts, pod, claims, because, ageMs > newProvisionerMs);
	}
	if (/insufficient|too many pods/i.test(message)) {
		return trouble(
			at,
			'pod.unschedulable',
			{
				says: `The cluster has no room for ${spoken(pod)}.`,
				because,
			},
			{ short: 'has no room in the cluster', fatal: !mayGetRoom(facts, at) || isOld, causes: nodes(facts) },
		);
	}
	const scarce = /untolerated taints?\S* \{?node\.kubernetes\.io\/(disk|memory|pid)-pressure/i.exec(message)?.[1];
	if (scarce) {
		const what = { disk: 'disk space', memory: 'memory', pid: 'processes' }[scarce.toLowerCase()];
		const says = `The node is short of ${what}, and takes no pod until that is over: ${spoken(pod)} waits.`;
		return trouble(at, 'node.pressure', { says, because }, { short: 'waits for a node that is short of something', fatal: true });
	}
	const starts = startingNode.test(message);
	return trouble(
		at,
		'pod.no-node',
		{ says: `No node of the cluster fits ${spoken(pod)}.`, because },
		{ short: 'fits no node', fatal: isOld || !starts, causes: nodes(facts) },
	);
}

/** Pods that go make room, and an autoscaler makes nodes. */
function mayGetRoom(facts: NamespaceFacts, at: Ref): boolean {
	return facts.pods.some(({ terminating }) => terminating) || warningOf(facts, at, 'TriggeredScaleUp') !== undefined;
}

function nodes(facts: NamespaceFacts): readonly Ref[] {
	return facts.nodes.map(({ name }) => ref('Node', name));
}

function withoutVolume(facts: NamespaceFacts, pod: PodFacts, claims: readonly Ref[], because: string, isOld: boolean): Trouble {
	const pending = facts.claims.find(
		({ name, phase }) => phase !== 'Bound' && (claims.length === 0 || claims.some((claim) => claim.name === name)),
	);
	const missing = /persistentvolumeclaim "([^"]+)" not found/i.exec(because)?.[1];
	if (missing) {
		const says = `The claim "${missing}" of ${spoken(pod)} does not exist.`;
		return trouble(
			ref('Pod', pod.name),
			'pod.volume-pending',
			{
				says,
				because,
				remedies: [
					byHand('Make the claim, or correct its name where the pod asks for it.', 'kubectl get persistentvolumeclaims -n NAMESPACE'),
				],
			},
			{ short: `waits for the claim ${missing}, which does not exist`, fatal: true },
		);
	}
	const name = pending?.name ?? claims[0]?.name ?? '';
	const isBound =
		claims.length > 0 && claims.every((claim) => facts.claims.some((each) => each.name === claim.name && each.phase === 'Bound'));
	return trouble(
		ref('Pod', pod.name),
		'pod.volume-pending',
		{ ...volumeTrouble(name, isBound ? undefined : (pending?.phase ?? 'Pending'), pod), because },
		{ short: 'waits for its volume', causes: claims, fatal: isOld },
	);
}

/** The scheduler's words for claims without a volume. It may say so after the volume came, too. */
export function isUnbound(unschedulable: string | undefined): boolean {
	return /unbound immediate/i.test(unschedulable ?? '');
}

/** What is said of a volume, with its own remedy where that of a provisioner is none. `phase`: of a claim that is not bound. */
function volumeTrouble(name: string, phase: string | undefined, pod: PodFacts): Details {
	const { unschedulable = '' } = pod;
	if (/being deleted/i.test(unschedulable)) {
		const says = `The claim "${name}" of ${spoken(pod)} is being deleted.`;
		return {
			says,
			remedies: [byHand('Wait until it is gone, then make it again.', `kubectl describe persistentvolumeclaim ${name} -n NAMESPACE`)],
		};
	}
	if (/volume node affinity/i.test(unschedulable)) {
		const says = `No node that could run ${spoken(pod)} reaches its volume "${name}".`;
		return {
			says,
			remedies: [byHand('Look which node its volume is on, and let the pod run there.', 'kubectl get persistentvolumes -o wide')],
		};
	}
	if (phase === undefined && isUnbound(unschedulable)) {
		const says = `The volume "${name}" is there, but the scheduler has not looked again, so ${spoken(pod)} has no place to run.`;
		return {
			says,
			remedies: [byHand('Delete the pod: the scheduler looks at its successor at once.', 'kubectl delete pod POD -n NAMESPACE')],
		};
	}
	return { says: `The volume "${name}" is ${(phase ?? 'Pending').toLowerCase()}, so ${spoken(pod)} has no place to run.` };
}

function byHand(says: string, command: string): Remedy {
	return { kind: 'manual', says, commands: [command] };
}
