import { describe, expect, it } from 'vitest';
import { toPlain } from '../../src/core/phrase.js';
import type { ContainerFacts } from '../../src/workloads/facts/container.js';
import { toWorkloads, type WorkloadFacts } from '../../src/workloads/facts/index.js';
import { isServer, type PodFacts } from '../../src/workloads/facts/pod.js';
import { toTemplate } from '../../src/workloads/facts/template.js';
import { judge } from '../../src/workloads/verdict.js';
import { recording } from '../support/fixtures.js';

const nowMs = Date.parse('2026-11-21T03:33:40Z');

function container(changes: Partial<ContainerFacts> = {}): ContainerFacts {
	return { name: 'backend', image: 'todo-backend:1', ready: false, restarts: 0, waiting: undefined, ended: undefined, ...changes };
}

function pod(changes: Partial<PodFacts> = {}): PodFacts {
	return {
		name: 'todo-backend-1-a',
		component: 'backend',
		ready: false,
		terminating: false,
		createdMs: nowMs - 60_000,
		containers: [container()],
		unschedulable: undefined,
		labels: {},
		phase: 'Pending',
		failed: undefined,
		gated: false,
		owner: { kind: 'ReplicaSet', name: 'todo-backend-1' },
		node: 'minikube',
		template: toTemplate({}),
		...changes,
	};
}

function workloads(pods: readonly PodFacts[], changes: Partial<WorkloadFacts> = {}): WorkloadFacts {
	const deployments = [{ name: 'todo-backend', wanted: 1, available: 0, settled: false }];
	return { deployments, statefulSets: [], jobs: [], pods, claims: [], warnings: [], unreachable: undefined, ...changes };
}

const waiting = (reason: string, message = '') => pod({ containers: [container({ waiting: { reason, message } })] });
const warning = (object: string, reason: string, message: string, lastMs = nowMs) => ({ object, reason, message, lastMs });

describe('a container that was ended several times', () => {
	const ended = { reason: 'Error', exitCode: 137, atMs: nowMs - 20_000 };
	const restarted = pod({ phase: 'Running', containers: [container({ restarts: 3, ended, runningMs: nowMs - 10_000 })] });
	const liveness = (lastMs: number) =>
		warning('Pod/todo-backend-1-a', 'Unhealthy', 'Liveness probe failed: context deadline exceeded', lastMs);

	it('is the probe that failed right before', () => {
		const verdict = judge(workloads([restarted], { warnings: [liveness(ended.atMs - 5000)] }), nowMs);
		expect(verdict?.finding.id).toBe('pod.probe-failing');
	});

	it('is not one that failed before its node was stopped', () => {
		expect(judge(workloads([restarted], { warnings: [liveness(ended.atMs - 60_000)] }), nowMs)).toBeUndefined();
	});
});

describe('recorded states', () => {
	it.each([
		['ready', 'none', undefined],
		['image-missing', 'none', 'pod.image-missing local-image-not-loaded'],
		['key-missing', 'key-missing', 'pod.secret-key-missing config-or-secret-missing'],
		['none', 'none', undefined],
		['no-registry', 'no-registry', 'pod.image-missing local-image-not-loaded'],
		['never-pull', 'never-pull', 'pod.image-missing local-image-not-loaded'],
		['env-key-missing', 'env-key-missing', 'pod.secret-key-missing config-or-secret-missing'],
		['mount-key-missing', 'mount-key-missing', 'pod.secret-key-missing config-or-secret-missing'],
		['configmap-missing', 'configmap-missing', 'pod.config-missing config-or-secret-missing'],
		['crash-loop', 'crash-loop', 'pod.program-ends undefined'],
		['start-refused', 'start-refused', 'pod.start-refused undefined'],
		['out-of-memory', 'out-of-memory', 'pod.out-of-memory pod-oomkilled'],
		['unschedulable', 'unschedulable', 'pod.unschedulable pod-unschedulable-resources'],
		['no-node', 'no-node', 'pod.no-node undefined'],
		['no-such-class', 'no-such-class', 'pod.no-storage-class pvc-pending-no-storageclass'],
		['no-class', 'no-class', 'pod.no-storage-class pvc-pending-no-storageclass'],
		['over-quota', 'over-quota', 'pod.over-quota pod-unschedulable-resources'],
		['pod-security', 'pod-security', 'pod.refused undefined'],
		['probe-failing', 'probe-failing', 'pod.probe-failing probe-failing'],
		['liveness-failing', 'liveness-failing', 'pod.probe-failing probe-failing'],
	])('workloads.%s with events.%s: %s', (state, events, expected) => {
		const facts = toWorkloads(
			recording(`kubectl/workloads.${state}.minikube-1.36.json`),
			recording(`kubectl/events.${events}.minikube-1.36.json`),
		);
		const verdict = judge(facts, Math.max(nowMs, ...facts.pods.map(({ createdMs }) => createdMs + 5000)));

		expect(verdict && `${verdict.finding.id} ${verdict.finding.cause}`).toBe(expected);
	});

	it('are put into words', () => {
		const facts = toWorkloads(
			recording('kubectl/workloads.key-missing.minikube-1.36.json'),
			recording('kubectl/events.key-missing.minikube-1.36.json'),
		);
		const { finding } = judge(facts, nowMs) ?? {};

		expect(toPlain(finding?.says ?? '')).toMatchInlineSnapshot(`"The backend cannot start: its key JWT_SECRET is missing."`);
		expect(toPlain(finding?.because ?? '')).toMatchInlineSnapshot(
			`"todo-backend-679bc97d94-bjxdr: MountVolume.SetUp failed for volume "secrets" : references non-existent secret key: JWT_SECRET"`,
		);
	});
});

describe('a state that may heal', () => {
	const oneOf = (changes: Partial<PodFacts>, more: Partial<WorkloadFacts> = {}) =>
		judge(workloads([pod({ createdMs: nowMs - 5000, ...changes })], more), nowMs);

	it('is a registry that is slow or busy, until the kubelet gives up', () => {
		expect(judge(workloads([waiting('ErrImagePull', 'net/http: TLS handshake timeout')]), nowMs)).toBeUndefined();
		expect(judge(workloads([waiting('ImagePullBackOff', 'net/http: TLS handshake timeout')]), nowMs)?.finding.id).toBe('pod.image-missing');
	});

	it('is a pod that waits for room while others go', () => {
		const unschedulable = '0/1 nodes are available: 1 Insufficient memory.';
		const young = pod({ createdMs: nowMs - 5000, unschedulable });
		expect(judge(workloads([young, pod({ name: 'old', terminating: true })]), nowMs)).toBeUndefined();
		expect(judge(workloads([young]), nowMs)?.finding.id).toBe('pod.unschedulable');
	});

	it('is a node that has just been started', () => {
		expect(
			oneOf({ unschedulable: '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.' }),
		).toBeUndefined();
		expect(oneOf({ unschedulable: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector." })?.finding.id).toBe(
			'pod.no-node',
		);
	});

	it('is a volume that is not made yet: a provisioner that starts with its cluster ends once before it works', () => {
		const unschedulable = '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.';
		const of = (ageMs: number) => {
			const claims = [{ name: 'data', phase: 'Pending', className: 'standard', createdMs: nowMs - ageMs }];
			return oneOf({ unschedulable, createdMs: nowMs - ageMs }, { claims })?.finding.id;
		};
		expect(of(5000)).toBeUndefined();
		expect(of(60_000)).toBeUndefined();
		expect(of(100_000)).toBe('pod.volume-pending');
	});

	it('is a probe that a program does not answer while it starts', () => {
		const starting = (runningMs: number) => pod({ phase: 'Running', containers: [container({ runningMs })] });
		const refused = [
			{
				...warning('Pod/todo-backend-1-a', 'Unhealthy', 'Readiness probe failed: dial tcp 10.244.0.9:8000: connect: connection refused'),
				count: 5,
			},
		];
		expect(judge(workloads([starting(nowMs - 10_000)], { warnings: refused }), nowMs)).toBeUndefined();
		expect(judge(workloads([starting(nowMs - 70_000)], { warnings: refused }), nowMs)?.finding.id).toBe('pod.probe-failing');
	});

	it('is a quota that pods which go give back', () => {
		const refusal = 'pods "todo-backend-1" is forbidden: exceeded quota: small';
		const deployments = [{ name: 'todo-backend', wanted: 1, available: 0, settled: false, refused: refusal }];
		expect(judge(workloads([pod({ terminating: true })], { deployments }), nowMs)).toBeUndefined();
		expect(judge(workloads([], { deployments }), nowMs)?.finding.id).toBe('pod.over-quota');
	});
});

describe('a StatefulSet', () => {
	const statefulSets = [{ name: 'todo-postgres', wanted: 1, available: 0, settled: false }];
	const refused = [warning('StatefulSet/todo-postgres', 'FailedCreate', 'pods "todo-postgres-0" is forbidden: exceeded quota: small')];

	it('whose pod is never let in is told by an event alone', () => {
		expect(judge(workloads([], { deployments: [], statefulSets, warnings: refused }), nowMs)?.finding.id).toBe('pod.over-quota');
		expect(judge(workloads([], { deployments: [], statefulSets }), nowMs)).toBeUndefined();
	});

	it('whose pod is there speaks through it', () => {
		const crashing = pod({
			name: 'todo-postgres-0',
			owner: { kind: 'StatefulSet', name: 'todo-postgres' },
			containers: [container({ waiting: { reason: 'ErrImageNeverPull', message: '' } })],
		});
		const verdict = judge(workloads([crashing], { deployments: [], statefulSets, warnings: refused }), nowMs);
		expect(verdict?.pod?.name).toBe('todo-postgres-0');
		expect(verdict?.finding.id).toBe('pod.image-missing');
	});

	it('is read with the counts that it has', () => {
		const set = (status: object) => ({
			kind: 'StatefulSet',
			metadata: { name: 'todo-postgres', generation: 2 },
			spec: { replicas: 1 },
			status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, ...status },
		});
		const read = (status: object) => toWorkloads(JSON.stringify({ items: [set(status)] }), '').statefulSets;
		expect(read({ availableReplicas: 1 })).toEqual([{ name: 'todo-postgres', wanted: 1, available: 1, settled: true }]);
		expect(read({ observedGeneration: 1 })).toEqual([{ name: 'todo-postgres', wanted: 1, available: 0, settled: false }]);
	});
});

describe('a pod that is there to serve', () => {
	it.each([
		['of a Deployment', pod({}), true],
		['of a StatefulSet that has failed', pod({ phase: 'Failed', owner: { kind: 'StatefulSet', name: 's' } }), true],
		['of a job that runs', pod({ phase: 'Running', owner: { kind: 'Job', name: 'j' } }), false],
		['of a job that has failed', pod({ phase: 'Failed', owner: { kind: 'Job', name: 'j' } }), false],
		['of a test that went well', pod({ phase: 'Succeeded', owner: undefined }), false],
		['of a test that failed', pod({ phase: 'Failed', owner: undefined }), false],
	])('is one %s: %j', (_what, one, serves) => {
		expect(isServer(one)).toBe(serves);
	});
});

describe('a state that waiting does not heal', () => {
	it.each(['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'])('is an image that cannot be had: %s', (reason) => {
		expect(judge(workloads([waiting(reason, 'no such host')]), nowMs)?.finding).toMatchObject({
			id: 'pod.image-missing',
			says: 'The cluster cannot get the image todo-backend:1.',
		});
	});

	it.each(['CreateContainerConfigError', 'CreateContainerError'])('is a missing key that %s names', (reason) => {
		const verdict = judge(workloads([waiting(reason, "couldn't find key OPENAI_API_KEY in Secret todo/todo-backend")]), nowMs);
		expect(verdict?.finding).toMatchObject({
			id: 'pod.secret-key-missing',
			says: 'The backend cannot start: its key OPENAI_API_KEY is missing.',
		});
	});

	it('is a configuration that is incomplete otherwise', () => {
		expect(judge(workloads([waiting('CreateContainerConfigError', 'configmap "todo-backend" not found')]), nowMs)?.finding.id).toBe(
			'pod.config-missing',
		);
	});

	it('is a crash loop, with the container to read the log of', () => {
		const crashing = pod({
			containers: [
				container({ waiting: { reason: 'CrashLoopBackOff', message: '' }, restarts: 2, ended: { reason: 'Error', exitCode: 1 } }),
			],
		});
		const verdict = judge(workloads([crashing]), nowMs);

		expect(verdict).toMatchObject({
			asks: { pod: 'todo-backend-1-a', container: 'backend', previous: true },
			finding: { id: 'pod.program-ends', because: 'todo-backend-1-a/backend: 2 restarts, last exit code 1' },
		});
	});

	it('is a container that has ended again, once the kubelet says that it waits, whatever its state shows', () => {
		const ended = { reason: 'Error', exitCode: 1, sinceMs: nowMs - 3000 };
		const stopped = pod({ phase: 'Running', containers: [container({ restarts: 1, ended })] });
		const backOff = (lastMs: number) => [
			warning('Pod/todo-backend-1-a', 'BackOff', 'Back-off restarting failed container backend', lastMs),
		];

		expect(judge(workloads([stopped], { warnings: backOff(nowMs - 2000) }), nowMs)?.finding.id).toBe('pod.program-ends');
		// Said of the start before.
		expect(judge(workloads([stopped], { warnings: backOff(nowMs - 9000) }), nowMs)).toBeUndefined();
		expect(judge(workloads([stopped]), nowMs)).toBeUndefined();
	});

	it('is no container that merely ended: a node that was stopped ends all of them', () => {
		expect(
			judge(workloads([pod({ containers: [container({ restarts: 2, ended: { reason: 'Error', exitCode: 255 } })] })]), nowMs),
		).toBeUndefined();
	});

	it('is no container that was short of memory once and is ready again', () => {
		expect(
			judge(
				workloads([pod({ containers: [container({ ready: true, restarts: 1, ended: { reason: 'OOMKilled', exitCode: 137 } })] })]),
				nowMs,
			),
		).toBeUndefined();
	});

	it.each([
		['at once', container({ ended: { reason: 'OOMKilled', exitCode: 137 } })],
		[
			'in a crash loop',
			container({ waiting: { reason: 'CrashLoopBackOff', message: '' }, restarts: 3, ended: { reason: 'OOMKilled', exitCode: 137 } }),
		],
	])('is too little memory, seen %s', (_when, killed) => {
		expect(judge(workloads([pod({ containers: [killed] })]), nowMs)?.finding).toMatchObject({
			id: 'pod.out-of-memory',
			cause: 'pod-oomkilled',
		});
	});

	it('is a Secret or ConfigMap that is not there to be mounted', () => {
		const facts = workloads([pod()], {
			warnings: [
				warning('Pod/todo-backend-1-a', 'FailedMount', 'MountVolume.SetUp failed for volume "secrets" : secret "todo-backend" not found'),
			],
		});
		expect(judge(facts, nowMs)?.finding).toMatchObject({
			id: 'pod.config-missing',
			says: 'The backend cannot start: the secret "todo-backend" is missing.',
		});
	});

	it('is no mount that failed for another reason, or in a pod that is ready, or in another pod', () => {
		const key = 'references non-existent secret key: JWT_SECRET';
		expect(
			judge(workloads([pod()], { warnings: [warning('Pod/todo-backend-1-a', 'FailedMount', 'timed out waiting')] }), nowMs),
		).toBeUndefined();
		expect(
			judge(workloads([pod({ ready: true })], { warnings: [warning('Pod/todo-backend-1-a', 'FailedMount', key)] }), nowMs),
		).toBeUndefined();
		expect(judge(workloads([pod()], { warnings: [warning('Pod/other', 'FailedMount', key)] }), nowMs)).toBeUndefined();
	});

	it('is a cluster without room, at once', () => {
		const unschedulable = '0/1 nodes are available: 1 Insufficient cpu.';
		expect(judge(workloads([pod({ unschedulable })]), nowMs)?.finding).toMatchObject({
			id: 'pod.unschedulable',
			because: `todo-backend-1-a: ${unschedulable}`,
		});
		expect(judge(workloads([pod({ unschedulable, createdMs: nowMs - 500 })]), nowMs)?.finding.id).toBe('pod.unschedulable');
	});

	it('is a volume that nobody makes', () => {
		const unschedulable = '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.';
		const facts = workloads([pod({ unschedulable })], { claims: [{ name: 'todo-backend-data', phase: 'Pending' }] });
		expect(judge(facts, nowMs)?.finding).toMatchObject({ id: 'pod.volume-pending', cause: 'pvc-pending-provisioner' });
	});

	it.each([
		['pods "todo-backend-1" is forbidden: exceeded quota: small', 'pod.over-quota'],
		['pods "todo-backend-1" is forbidden: violates PodSecurity "restricted:latest"', 'pod.refused'],
	])('is a pod that is not let in: %s', (message, id) => {
		const refused = (lastMs: number) =>
			judge(workloads([], { warnings: [warning('ReplicaSet/todo-backend-1', 'FailedCreate', message, lastMs)] }), nowMs)?.finding.id;

		expect(refused(nowMs - 1000)).toBe(id);
		expect(refused(nowMs - 120_000)).toBeUndefined();
	});

	it('is not one of a pod that is going away', () => {
		expect(
			judge(workloads([pod({ terminating: true, containers: [container({ waiting: { reason: 'ErrImagePull', message: '' } })] })]), nowMs),
		).toBeUndefined();
	});

	it('is none while a pod is just starting', () => {
		expect(judge(workloads([waiting('ContainerCreating'), waiting('PodInitializing')]), nowMs)).toBeUndefined();
	});
});
