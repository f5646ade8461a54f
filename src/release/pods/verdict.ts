import type { Finding, Remedy } from '../../core/check.js';
import type { ContainerFacts, PodFacts, WorkloadFacts } from './workloads.js';

/** A state of a pod that waiting does not heal, with the pod it was seen in. */
export interface Verdict {
	readonly finding: Finding;
	readonly pod: PodFacts | undefined;
	readonly container: string | undefined;
}

/** How long a pod may look for a node or a volume before that counts as fatal: provisioning takes some seconds. */
const schedulingPatienceMs = 20_000;

/**
 * The cause that keeps the release from coming up, as soon as the kubelet or
 * the scheduler reports one that cannot heal by waiting; undefined while there
 * is hope. Pure, so that every recorded state can be judged in a test.
 */
export function judge(workloads: WorkloadFacts, nowMs: number): Verdict | undefined {
	const living = workloads.pods.filter(({ terminating }) => !terminating);
	for (const pod of living) {
		for (const container of pod.containers) {
			const finding = judgeContainer(pod, container);
			if (finding) return { finding, pod, container: container.name };
		}
	}
	for (const pod of living) {
		const finding = unmountable(pod, workloads);
		if (finding) return { finding, pod, container: undefined };
	}
	for (const pod of living) {
		if (pod.unschedulable && nowMs - pod.createdMs > schedulingPatienceMs)
			return { finding: unschedulable(pod, workloads), pod, container: undefined };
	}
	return refused(workloads, nowMs);
}

function judgeContainer(pod: PodFacts, container: ContainerFacts): Finding | undefined {
	const { waiting, ended } = container;
	switch (waiting?.reason) {
		case 'ErrImagePull':
		case 'ImagePullBackOff':
		case 'ErrImageNeverPull':
		case 'InvalidImageName':
			return fatal(
				'pod.image-missing',
				'local-image-not-loaded',
				`The cluster cannot get the image ${container.image}.`,
				`${pod.name}: ${waiting.reason}: ${waiting.message}`,
				[{ kind: 'manual', says: 'Run this again: it builds and loads the image.', commands: ['todo-k8s-setup'] }],
			);
		case 'CreateContainerConfigError':
		case 'CreateContainerError':
			return configError(pod, waiting.message);
		case 'CrashLoopBackOff':
			return crash(pod, container);
		default:
			break;
	}
	// One restart is no verdict: a node that was stopped counts as one, and so does a start in the wrong order.
	return ended?.reason === 'OOMKilled' && !container.ready ? crash(pod, container) : undefined;
}

function configError(pod: PodFacts, message: string): Finding {
	const key = /couldn't find key (\S+) in (?:Secret|ConfigMap) (\S+)/i.exec(message);
	if (key) {
		return fatal(
			'pod.secret-key-missing',
			'config-or-secret-missing',
			`The ${pod.component} cannot start: its key ${key[1]} is missing.`,
			`${pod.name}: ${message}`,
			[runAgain],
		);
	}
	return fatal(
		'pod.config-missing',
		'config-or-secret-missing',
		`The ${pod.component} cannot start: its configuration is incomplete.`,
		`${pod.name}: ${message}`,
		[runAgain],
	);
}

/** Secrets and settings are mounted as files; one that is missing keeps the pod from its first container, and only an event says so. */
function unmountable(pod: PodFacts, { warnings }: WorkloadFacts): Finding | undefined {
	if (pod.ready) return undefined;
	const warning = warnings.findLast(({ object, reason }) => reason === 'FailedMount' && object === `Pod/${pod.name}`);
	if (!warning) return undefined;
	const because = `${pod.name}: ${warning.message}`;
	const key = /references non-existent (?:secret|config) key: (\S+)/i.exec(warning.message)?.[1];
	if (key)
		return fatal(
			'pod.secret-key-missing',
			'config-or-secret-missing',
			`The ${pod.component} cannot start: its key ${key} is missing.`,
			because,
			[runAgain],
		);
	const object = /(secret|configmap) "([^"]+)" not found/i.exec(warning.message);
	if (object)
		return fatal(
			'pod.config-missing',
			'config-or-secret-missing',
			`The ${pod.component} cannot start: the ${object[1]} "${object[2]}" is missing.`,
			because,
			[runAgain],
		);
	return undefined;
}

function crash(pod: PodFacts, { name, ended, restarts }: ContainerFacts): Finding {
	if (ended?.reason === 'OOMKilled') {
		return fatal(
			'pod.out-of-memory',
			'pod-oomkilled',
			`The ${pod.component} was ended because it used more memory than its limit.`,
			`${pod.name}/${name}: OOMKilled`,
			[{ kind: 'manual', says: 'Raise its memory limit in the values file, then run this again.' }],
		);
	}
	return fatal(
		'pod.crash-loop',
		'crashloop-missing-env',
		`The ${pod.component} ends right after its start.`,
		`${pod.name}/${name}: ${restarts} restarts, last exit code ${ended?.exitCode ?? 'unknown'}`,
		[{ kind: 'manual', says: 'The lines below are the last it said; correct what they name, then run this again.' }],
	);
}

function unschedulable(pod: PodFacts, { claims }: WorkloadFacts): Finding {
	const because = `${pod.name}: ${pod.unschedulable}`;
	const pending = claims.find(({ phase }) => phase === 'Pending' || phase === 'Lost');
	if (pending && /persistentvolumeclaim|volume/i.test(pod.unschedulable ?? '')) {
		return fatal(
			'pod.volume-pending',
			'pvc-pending-provisioner',
			`The volume "${pending.name}" is ${pending.phase.toLowerCase()}, so the ${pod.component} has no place to run.`,
			because,
			[
				{
					kind: 'manual',
					says: 'Look whether the cluster can make volumes.',
					commands: ['kubectl get storageclass', 'minikube addons enable storage-provisioner'],
				},
			],
		);
	}
	return fatal('pod.unschedulable', 'pod-unschedulable-resources', `The cluster has no room for the ${pod.component}.`, because, [
		{ kind: 'manual', says: 'Give the cluster more, or lower the requests in the values file.', commands: ['kubectl describe nodes'] },
	]);
}

/** Pods that the API server never let in: quota, Pod Security, a missing account. */
function refused({ deployments, warnings, pods }: WorkloadFacts, nowMs: number): Verdict | undefined {
	const waitingFor = deployments.filter(
		({ name, wanted, available }) => available < wanted && !pods.some((pod) => pod.name.startsWith(`${name}-`) && !pod.terminating),
	);
	for (const { name } of waitingFor) {
		const warning = warnings.findLast(
			({ object, reason, lastMs }) => reason === 'FailedCreate' && object.startsWith(`ReplicaSet/${name}-`) && nowMs - lastMs < 60_000,
		);
		if (!warning) continue;
		const [id, cause] = /quota/i.test(warning.message)
			? (['pod.over-quota', 'pod-unschedulable-resources'] as const)
			: (['pod.refused', undefined] as const);
		const says = `The cluster does not let the pods of "${name}" in.`;
		return { finding: fatal(id, cause, says, warning.message, []), pod: undefined, container: undefined };
	}
	return undefined;
}

const runAgain: Remedy = { kind: 'manual', says: 'Run this again: it asks for what is missing.', commands: ['todo-k8s-setup'] };

function fatal(id: string, cause: string | undefined, says: string, because: string, remedies: readonly Remedy[]): Finding {
	return { id, severity: 'blocker', ...(cause ? { cause } : {}), says, because, remedies };
}
