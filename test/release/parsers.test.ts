import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/core/app.js';
import { Facts } from '../../src/engine/facts.js';
import { judgeCheck } from '../../src/engine/judge.js';
import { releaseProbe } from '../../src/release/helm/release-probe.js';
import { namespaceProbe } from '../../src/release/namespace.js';
import { parseSecret, secretProbe, secretSum } from '../../src/release/secret.js';
import { staysInBudget, toUsage } from '../../src/release/verification/budget.js';
import { toWorkloads } from '../../src/workloads/facts/index.js';
import { workloadsProbe } from '../../src/workloads/release-probe.js';
import { noAbort, portsWith } from '../support/context.js';
import { recorded, recording } from '../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
const version = 'minikube-1.36';

describe('workloads', () => {
	const read = (state: string, events = 'none') =>
		toWorkloads(recording(`kubectl/workloads.${state}.${version}.json`), recording(`kubectl/events.${events}.${version}.json`));

	it('are settled, ready and bound in a healthy release', () => {
		const { deployments, pods, claims, warnings, unreachable } = read('ready');

		expect(deployments).toEqual([
			{ name: 'todo-backend', wanted: 1, available: 1, settled: true },
			{ name: 'todo-frontend', wanted: 1, available: 1, settled: true },
		]);
		expect(pods.map(({ component, ready, terminating, unschedulable }) => ({ component, ready, terminating, unschedulable }))).toEqual([
			{ component: 'backend', ready: true, terminating: false, unschedulable: undefined },
			{ component: 'frontend', ready: true, terminating: false, unschedulable: undefined },
		]);
		expect(pods[0]?.containers.map(({ name, ready, restarts, ended }) => ({ name, ready, restarts, ended }))).toEqual([
			{ name: 'migrate', ready: true, restarts: 0, ended: { reason: 'Completed', exitCode: 0, atMs: expect.any(Number) } },
			{ name: 'backend', ready: true, restarts: 0, ended: undefined },
		]);
		expect(pods[0]?.createdMs).toBeGreaterThan(Date.parse('2026-01-01'));
		expect(claims).toMatchObject([{ name: 'todo-backend-data', phase: 'Bound' }]);
		expect({ warnings, unreachable }).toEqual({ warnings: [], unreachable: undefined });
	});

	it('wait for an image that is nowhere', () => {
		const { deployments, pods } = read('image-missing');
		const waiting = pods.flatMap(({ containers }) => containers).find((container) => container.waiting);

		expect(deployments.find(({ name }) => name === 'todo-frontend')).toMatchObject({ wanted: 1, settled: false });
		expect(waiting).toMatchObject({ name: 'frontend', image: 'todo-frontend:none', ready: false, waiting: { reason: 'ErrImagePull' } });
	});

	it('tell of a missing key only in an event', () => {
		const { pods, warnings } = read('key-missing', 'key-missing');
		const waiting = pods.find(({ ready }) => !ready);

		expect(waiting?.containers.map(({ waiting: why }) => why?.reason)).toEqual(['PodInitializing', 'PodInitializing']);
		expect(warnings.at(-1)).toMatchObject({
			object: `Pod/${waiting?.name}`,
			reason: 'FailedMount',
			message: 'MountVolume.SetUp failed for volume "secrets" : references non-existent secret key: JWT_SECRET',
			lastMs: Date.parse('2026-11-21T03:33:37Z'),
		});
	});

	it('are none in a namespace that is not there', () => {
		expect(toWorkloads(recording(`kubectl/workloads.none.${version}.json`), '')).toEqual({
			deployments: [],
			statefulSets: [],
			jobs: [],
			pods: [],
			claims: [],
			warnings: [],
			unreachable: undefined,
		});
	});

	it('are unreachable when kubectl says so', async () => {
		const shell = new ScriptedShell({
			[`${kubectl} get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json`]: recorded(
				'kubectl/get.context-missing.kubectl-1.33',
				1,
			),
			[`${kubectl} get events --field-selector type=Warning -o json`]: exited(1),
		});
		expect(await workloadsProbe(place, 'todo').read(portsWith(shell), noAbort)).toMatchObject({
			pods: [],
			unreachable: 'error: context "nope" does not exist',
		});
	});
});

describe('the namespace', () => {
	const read = (ending: Scripted) =>
		namespaceProbe(place).read(portsWith(new ScriptedShell({ [`${kubectl} get namespace todo -o json`]: ending })), noAbort);

	it('is active, with its labels', async () => {
		const found = await read(recorded(`kubectl/namespace.there.${version}`));
		expect(found).toMatchObject({ state: 'active', said: undefined });
		expect(found.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
	});

	it('is absent only when the API server says so', async () => {
		expect(await read(recorded(`kubectl/namespace.absent.${version}`, 1))).toEqual({
			state: 'absent',
			labels: {},
			said: 'Error from server (NotFound): namespaces "nope" not found',
		});
		expect((await read(recorded('kubectl/get.context-missing.kubectl-1.33', 1))).state).toBe('unreachable');
		expect((await read({ kind: 'timed-out', afterMs: 10_000 })).state).toBe('unreachable');
	});

	it('is terminating while it goes', async () => {
		const there = JSON.parse(recording(`kubectl/namespace.there.${version}.json`));
		expect((await read(JSON.stringify({ ...there, status: { phase: 'Terminating' } }))).state).toBe('terminating');
	});
});

describe('the Secret', () => {
	it('is its keys with the checksums noted beside them', () => {
		expect(parseSecret(recording(`kubectl/secret.there.${version}.txt`))).toEqual({ JWT_SECRET: '6b487a8c39061e9b' });
	});

	it('has no key that holds nothing, and no checksum for a key of somebody else', () => {
		expect(parseSecret('EMPTY 0\nTHEIRS 12\n@kubectl.kubernetes.io/last {}\n')).toEqual({ THEIRS: '' });
	});

	it('is nothing when it is not there', async () => {
		const template = `{{range $k, $v := .data}}{{$k}} {{len $v}}{{"\\n"}}{{end}}{{range $k, $v := .metadata.annotations}}@{{$k}} {{$v}}{{"\\n"}}{{end}}`;
		const shell = new ScriptedShell({
			[`${kubectl} get secret todo-backend -o go-template=${template}`]: recorded(`kubectl/secret.absent.${version}`, 1),
		});
		expect(await secretProbe(place, 'todo-backend').read(portsWith(shell), noAbort)).toEqual({});
	});

	it('gives the same sum in whichever order its keys come', () => {
		const { system } = portsWith(new ScriptedShell({}));
		expect(secretSum({ a: '1', b: '2' }, system)).toBe(secretSum({ b: '2', a: '1' }, system));
		expect(secretSum({ a: '1' }, system)).not.toBe(secretSum({ a: '2' }, system));
	});
});

describe('the release', () => {
	const read = (ending: Scripted) =>
		releaseProbe(place, 'todo').read(
			portsWith(new ScriptedShell({ 'helm status todo -o json --kube-context minikube --namespace todo': ending })),
			noAbort,
		);

	it('is its status, revision and what we noted', async () => {
		expect(await read(recorded('helm/status.deployed.helm-4.1'))).toEqual({
			status: 'deployed',
			revision: 1,
			description: 'todo-k8s-setup c576d61faa8426dd',
			said: undefined,
			manifest: '',
			live: undefined,
		});
	});

	it.each([
		['there is none', recorded('helm/status.absent.helm-4.1', 1), 'absent'],
		['there is no cluster', recorded('helm/status.context-missing.helm-4.1', 1), 'absent'],
		[
			'the cluster does not answer',
			exited(1, '', 'Error: kubernetes cluster unreachable: Get "https://192.168.49.2:8443/version": dial tcp: connection refused'),
			'unreachable',
		],
		['Helm does not answer', { kind: 'timed-out', afterMs: 15_000 } as const, 'unreachable'],
		['Helm says something else', '{}', 'unknown'],
	])('is told when %s', async (_what, ending, status) => {
		expect((await read(ending)).status).toBe(status);
	});
});

describe('the figures of the kubelet', () => {
	const summary = recording(`kubectl/stats-summary.running.${version}.json`);

	const ours = new Set(
		(JSON.parse(summary) as { pods: { podRef: { name: string } }[] }).pods
			.map(({ podRef }) => podRef.name)
			.filter((name) => name.startsWith('todo-')),
	);

	it('are added up over the pods of the release', () => {
		const usage = toUsage([summary], 'todo', ours);

		expect(usage.unknown).toBe(false);
		expect(usage.cpu).toBeGreaterThan(0);
		expect(usage.cpu).toBeLessThan(0.01);
		expect(Math.round(usage.memoryBytes / 1024 ** 2)).toBeGreaterThan(60);
	});

	it('are those of the pods that run, whatever else has a name like theirs', () => {
		const pod = (name: string, workingSetBytes: number) => ({
			podRef: { name, namespace: 'todo' },
			cpu: { usageNanoCores: 5e8 },
			memory: { workingSetBytes },
		});
		const nodes = [{ pods: [pod('todo-backend-1', 100), pod('todo-other-backend-1', 7)] }, { pods: [pod('todo-postgres-0', 30)] }];
		const usage = toUsage(
			nodes.map((node) => JSON.stringify(node)),
			'todo',
			new Set(['todo-backend-1', 'todo-postgres-0']),
		);
		expect(usage).toEqual({ cpu: 1, memoryBytes: 130, unknown: false });
	});

	it('are asked only of pods that run: one of a job that has ended uses nothing', async () => {
		const template = '{{range .items}}{{.metadata.name}} {{.spec.nodeName}}{{"\\n"}}{{end}}';
		const shell = new ScriptedShell({
			[`${kubectl} get pods -l app.kubernetes.io/instance=todo --field-selector status.phase=Running -o go-template=${template}`]: [...ours]
				.map((name) => `${name} minikube\n`)
				.join(''),
			[`${kubectl} get --raw /api/v1/nodes/minikube/proxy/stats/summary`]: summary,
		});
		const { check } = staysInBudget(place, namesOf({}));
		const judged = await judgeCheck(check, new Facts(portsWith(shell), noAbort));

		expect(judged.findings).toEqual([]);
		expect(judged.row.fact).toMatch(/^0\.0\d CPU · \d+ MiB$/);
	});

	it('may be more where a model runs in the release', async () => {
		const used = {
			podRef: { name: 'todo-ollama-0', namespace: 'todo' },
			cpu: { usageNanoCores: 1 },
			memory: { workingSetBytes: 3 * 1024 ** 3 },
		};
		const usage = toUsage([JSON.stringify({ pods: [used] })], 'todo', new Set(['todo-ollama-0']));
		const model = { name: 'ollama', image: 'ollama/ollama:1', minutesToCome: 20, model: 'llama3.2:1b', memoryMb: 2304 } as const;

		expect(
			staysInBudget(place, namesOf({}))
				.check.diagnose({ usage })
				.map(({ id }) => id),
		).toEqual(['app.over-budget']);
		expect(staysInBudget(place, namesOf({}), [model]).check.diagnose({ usage })).toEqual([]);
		expect(staysInBudget(place, namesOf({}), [model]).check.title).toBe('The app stays within 2 CPU and 4.3 GiB');
	});

	it('are unknown while a pod is too young to have any', () => {
		expect(toUsage([summary], 'todo', new Set()).unknown).toBe(true);
		expect(toUsage([summary], 'todo', new Set([...ours, 'todo-new-1'])).unknown).toBe(true);
		const young = '{"pods":[{"podRef":{"name":"todo-backend-1","namespace":"todo"}}]}';
		expect(toUsage([young], 'todo', new Set(['todo-backend-1'])).unknown).toBe(true);
		expect(toUsage(['no JSON'], 'todo', ours).unknown).toBe(true);
	});
});
