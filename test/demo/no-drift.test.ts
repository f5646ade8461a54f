import { describe, expect, it } from 'vitest';
import { parseDockerEnv } from '../../src/clusters/minikube/deliver.js';
import { parseImages, toMinikubeFacts } from '../../src/clusters/minikube/probe.js';
import { stopCluster } from '../../src/clusters/minikube/simulation.js';
import { toProgress } from '../../src/clusters/minikube/start-output.js';
import type { Command, Outcome } from '../../src/core/shell.js';
import { changeNamespace, changeProfile, changeRelease } from '../../src/core/simulation.js';
import type { World } from '../../src/core/world.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { releaseProbe } from '../../src/release/helm/release-probe.js';
import { namespaceProbe } from '../../src/release/namespace.js';
import { parseSecret } from '../../src/release/secret.js';
import { toUsage } from '../../src/release/verification/budget.js';
import { toDockerFacts } from '../../src/tools/docker/probe.js';
import { parseKubeconfig, parseKubectlVersion } from '../../src/tools/kubectl/probe.js';
import { toWorkloads, type WorkloadFacts } from '../../src/workloads/facts/index.js';
import { judge } from '../../src/workloads/verdict.js';
import { noAbort } from '../support/context.js';
import { recorded, recording } from '../support/fixtures.js';
import { healthy } from '../support/wizard.js';

/** What a simulated program prints. */
function said(world: World, ...command: Command): Promise<Outcome> {
	return simulatedPorts(world).shell.run(command);
}

async function stdout(world: World, ...command: Command): Promise<string> {
	const outcome = await said(world, ...command);
	return outcome.kind === 'exited' ? outcome.stdout : `(${outcome.kind})`;
}

const healthyWorld = (await healthy(freshWorld({}, { memoryBytes: 25276510208, cpus: 2 }))).world;
const profileState = (state: 'paused' | 'container-gone') => changeProfile(healthyWorld, 'minikube', (profile) => ({ ...profile, state }));
const version = 'minikube-1.36';

describe('simulated Docker says what the real one says', () => {
	const info = ['docker', 'info', '--format', '{{json .}}'] as const;

	it('while it runs', async () => {
		expect(toDockerFacts(await said(healthyWorld, ...info))).toEqual(toDockerFacts(recorded('docker/info.storage.engine-20.10-client-28')));
	});

	it.each([
		['stopped', 'info.not-running.client-28'],
		['permission', 'info.permission.client-28'],
	] as const)('while it is %s', async (state, name) => {
		const simulated = toDockerFacts(await said(freshWorld({}, { state }), ...info));
		const real = toDockerFacts(recorded(`docker/${name}`, 1));

		// The socket of the recording has another path.
		expect({ ...simulated, said: simulated.said?.replace('docker.sock', 'no-docker.sock') }).toEqual({
			...real,
			said: real.said?.replace('/docker.sock', '/no-docker.sock'),
		});
	});

	it('while WSL is not shared', async () => {
		const real = { kind: 'exited', code: 1, stdout: recording('docker/docker-version.wsl-integration-off.f101.txt'), stderr: '' } as const;
		expect(toDockerFacts(await said(freshWorld({}, { state: 'wsl-shim' }), ...info))).toEqual(toDockerFacts(real));
	});
});

describe('simulated Minikube says what the real one says', () => {
	const factsOf = async (world: World) =>
		toMinikubeFacts(
			'minikube',
			'v1.36.0',
			await said(world, 'minikube', 'profile', 'list', '--light', '-o', 'json'),
			await said(world, 'minikube', 'status', '-p', 'minikube', '-o', 'json'),
		);

	it.each([
		['running', healthyWorld],
		['stopped', stopCluster(healthyWorld, 'minikube')],
		['paused', profileState('paused')],
		['container-gone', profileState('container-gone')],
		['none', freshWorld()],
	])('of a cluster that is %s', async (state, world) => {
		const real = toMinikubeFacts(
			'minikube',
			'v1.36.0',
			recorded(`minikube/profile-list.${state}.${version}`),
			recorded(`minikube/status.${state}.${version}`),
		);
		expect(await factsOf(world)).toEqual(real);
	});

	it('of its version, images and Docker', async () => {
		expect(JSON.parse(await stdout(healthyWorld, 'minikube', 'version', '-o', 'json'))).toEqual(
			JSON.parse(recording(`minikube/version.${version}.json`)),
		);
		expect(parseDockerEnv(await stdout(healthyWorld, 'minikube', 'docker-env', '-p', 'minikube', '--shell', 'none'))).toEqual(
			parseDockerEnv(recording(`minikube/docker-env.running.${version}.txt`)),
		);

		const shape = (text: string) =>
			[...parseImages(text)]
				.filter((ref) => /^todo-|pause/.test(ref))
				.map((ref) => ref.replace(/0\.1\.0-[0-9a-f]{12}$/, 'TAG'))
				.sort();
		const ours = shape(await stdout(healthyWorld, 'minikube', 'image', 'ls', '-p', 'minikube', '--format', 'json'));
		expect(ours).toEqual(['registry.k8s.io/pause:3.10', 'todo-backend:TAG', 'todo-frontend:TAG']);
		for (const ref of shape(recording(`minikube/image-ls.running.${version}.json`))) expect(ours).toContain(ref);
	});

	it.each([
		['new', freshWorld()],
		['stopped', stopCluster(healthyWorld, 'minikube')],
	])('while a cluster that is %s starts', async (state, world) => {
		const saysOf = (text: string) => text.split('\n').flatMap((line) => toProgress(line)?.says ?? []);
		const ours = saysOf(await stdout(world, 'minikube', 'start', '-p', 'minikube', '--driver=docker', '--cpus=2', '--memory=4096'));
		const real = saysOf(recording(`minikube/start.${state}.${version}.json`));

		expect(ours.length).toBeGreaterThan(6);
		for (const says of ours) expect(real).toContain(says);
	});
});

describe('simulated kubectl says what the real one says', () => {
	const kubectl = ['kubectl', '--context', 'minikube', '--namespace', 'todo', '--request-timeout=5s'] as const;
	const workloadsOf = async (world: World): Promise<WorkloadFacts> =>
		toWorkloads(
			await stdout(
				world,
				...kubectl,
				'get',
				'deployments,statefulsets,jobs,pods,persistentvolumeclaims',
				'-l',
				'app.kubernetes.io/instance=todo',
				'-o',
				'json',
			),
			await stdout(world, ...kubectl, 'get', 'events', '--field-selector', 'type=Warning', '-o', 'json'),
		);
	/** Without what differs between any two runs: names, times and tags. */
	const shapeOf = ({ deployments, pods, claims }: WorkloadFacts) => ({
		deployments,
		claims: claims.map(({ name, phase }) => ({ name, phase })),
		pods: pods.map(({ component, ready, terminating, unschedulable, containers }) => ({
			component,
			ready,
			terminating,
			unschedulable,
			containers: containers.map(({ name, ready: up, restarts, waiting, ended }) => ({
				name,
				up,
				restarts,
				waiting: waiting?.reason,
				ended: ended && { ...ended, atMs: ended.atMs !== undefined },
			})),
		})),
	});
	const realWorkloads = (state: string, events: string) =>
		toWorkloads(recording(`kubectl/workloads.${state}.${version}.json`), recording(`kubectl/events.${events}.${version}.json`));
	const place = { profile: 'minikube', namespace: 'todo', release: 'todo' };
	const newPod = (world: World, component: string) =>
		changeRelease(world, place, (release) => ({
			...release,
			deployments: release.deployments.map((each) => (each.component === component ? { ...each, pod: undefined } : each)),
		}));

	it('of its version and its contexts', async () => {
		expect(parseKubectlVersion(await stdout(healthyWorld, 'kubectl', 'version', '--client', '-o', 'json'))).toBe(
			parseKubectlVersion(recording('kubectl/version.kubectl-1.33.json')),
		);
		for (const [world, state] of [
			[healthyWorld, 'running'],
			[stopCluster(healthyWorld, 'minikube'), 'stopped'],
			[freshWorld(), 'none'],
		] as const) {
			expect(parseKubeconfig(await stdout(world, 'kubectl', 'config', 'view', '-o', 'json'))).toEqual(
				parseKubeconfig(recording(`kubectl/config-view.${state}.${version}.json`)),
			);
		}
	});

	it('of a context that does not exist', async () => {
		const outcome = await said(
			healthyWorld,
			'kubectl',
			'--context',
			'nope',
			'--namespace',
			'todo',
			'--request-timeout=5s',
			'get',
			'secret',
			'a',
		);
		expect(outcome).toMatchObject({ code: 1, stderr: recorded('kubectl/get.context-missing.kubectl-1.33').stderr });
	});

	it('of a healthy release', async () => {
		expect(shapeOf(await workloadsOf(healthyWorld))).toEqual(shapeOf(realWorkloads('ready', 'none')));
		expect((await workloadsOf(healthyWorld)).warnings).toEqual([]);
	});

	it('of a release that is not there', async () => {
		const world = changeNamespace(healthyWorld, 'minikube', 'todo', (found) => ({ ...found, releases: {}, claims: [] }));
		expect(shapeOf(await workloadsOf(world))).toEqual(shapeOf(realWorkloads('none', 'none')));
	});

	it('of a pod whose key is missing', async () => {
		const world = newPod(
			changeNamespace(healthyWorld, 'minikube', 'todo', (found) => ({ ...found, secrets: { 'todo-backend': {} } })),
			'backend',
		);
		const [ours, real] = [await workloadsOf(world), realWorkloads('key-missing', 'key-missing')];

		expect(shapeOf(ours)).toEqual(shapeOf(real));
		expect(ours.warnings.at(-1)).toMatchObject({ reason: real.warnings.at(-1)?.reason, message: real.warnings.at(-1)?.message });
		expect(judge(ours, world.nowMs)?.finding.says).toBe(judge(real, world.nowMs)?.finding.says);
	});

	it('of a pod whose image is missing', async () => {
		const world = newPod(
			changeProfile(healthyWorld, 'minikube', (profile) => ({
				...profile,
				images: profile.images.filter((ref) => !ref.startsWith('todo-frontend')),
			})),
			'frontend',
		);
		const ours = (await workloadsOf(world)).pods.find(({ component }) => component === 'frontend');
		const real = realWorkloads('image-missing', 'none').pods.find(({ component, ready }) => component === 'frontend' && !ready);
		const whyOf = (pod: typeof real) =>
			pod?.containers.map(({ name, ready, restarts, waiting }) => ({ name, ready, restarts, reason: waiting?.reason }));

		expect(whyOf(ours)).toEqual(whyOf(real));
		expect(judge(await workloadsOf(world), world.nowMs)?.finding.id).toBe('pod.image-missing');
	});

	it('of the namespace', async () => {
		const here = { context: 'minikube', namespace: 'todo' };
		const real = JSON.parse(recording(`kubectl/namespace.there.${version}.json`));
		expect(await namespaceProbe(here).read(simulatedPorts(healthyWorld), noAbort)).toEqual({
			state: 'active',
			labels: real.metadata.labels,
			said: undefined,
		});
		expect(await namespaceProbe({ ...here, namespace: 'nope' }).read(simulatedPorts(healthyWorld), noAbort)).toEqual({
			state: 'absent',
			labels: {},
			said: recorded(`kubectl/namespace.absent.${version}`).stderr.trim(),
		});
	});

	it('of the Secret', async () => {
		const template = '{{range $k, $v := .data}}...';
		const ours = await stdout(healthyWorld, ...kubectl, 'get', 'secret', 'todo-backend', '-o', `go-template=${template}`);
		const withoutSums = (text: string) => text.replace(/[0-9a-f]{16}/g, 'SUM');

		expect(Object.keys(parseSecret(ours))).toEqual(Object.keys(parseSecret(recording(`kubectl/secret.there.${version}.txt`))));
		expect(withoutSums(ours)).toBe(withoutSums(recording(`kubectl/secret.there.${version}.txt`)));
	});

	it('of what the pods use', async () => {
		const template = '{{range .items}}{{.metadata.name}} {{.spec.nodeName}}...';
		const selectors = ['-l', 'app.kubernetes.io/instance=todo', '--field-selector', 'status.phase=Running'];
		const lines = await stdout(healthyWorld, ...kubectl, 'get', 'pods', ...selectors, '-o', `go-template=${template}`);
		const names = new Set(
			lines
				.trim()
				.split('\n')
				.map((line) => line.replace(/ minikube$/, '')),
		);
		const ours = toUsage(
			[await stdout(healthyWorld, ...kubectl, 'get', '--raw', '/api/v1/nodes/minikube/proxy/stats/summary')],
			'todo',
			names,
		);
		const summary = recording(`kubectl/stats-summary.running.${version}.json`);
		const known = (JSON.parse(summary) as { pods: { podRef: { name: string } }[] }).pods.map(({ podRef }) => podRef.name);
		const real = toUsage([summary], 'todo', new Set(known.filter((name) => name.startsWith('todo-'))));

		expect(ours.unknown).toBe(real.unknown);
		expect(Math.abs(ours.memoryBytes - real.memoryBytes)).toBeLessThan(100 * 1024 ** 2);
	});
});

describe('simulated Helm says what the real one says', () => {
	const read = (world: World, context = 'minikube') =>
		releaseProbe({ context, namespace: 'todo' }, 'todo').read(simulatedPorts(world), noAbort);

	it('of its version', async () => {
		expect(await stdout(freshWorld(), 'helm', 'version', '--template', '{{.Version}}')).toBe(recording('helm/version.helm-4.1.txt').trim());
	});

	it('of a release that is deployed', async () => {
		const found = await read(healthyWorld);
		expect({ ...found, description: '' }).toEqual({
			status: 'deployed',
			revision: 1,
			description: '',
			said: undefined,
			manifest: '',
			live: undefined,
		});
		expect(found.description).toMatch(/^todo-k8s-setup [0-9a-f]{16}$/);
	});

	it('of one that is not, and of a cluster that is not', async () => {
		const gone = changeNamespace(healthyWorld, 'minikube', 'todo', (found) => ({ ...found, releases: {} }));
		expect((await read(gone)).said).toBe(recorded('helm/status.absent.helm-4.1').stderr.trim());
		expect((await read(freshWorld(), 'nope')).said).toBe(recorded('helm/status.context-missing.helm-4.1').stderr.trim());
	});
});

describe('the simulations', () => {
	it.each(['docker', 'minikube', 'kubectl', 'helm'])('of %s know no command that we never send', async (program) => {
		await expect(said(healthyWorld, program, 'dance', '--context', 'minikube', '--kube-context', 'minikube')).rejects.toThrow(
			`The simulated ${program} does not know: ${program} dance`,
		);
	});

	it('let time pass only while somebody waits', async () => {
		const ports = simulatedPorts(freshWorld());
		const began = ports.clock.now();
		await ports.http.request({ url: 'http://127.0.0.1:1/' });
		expect(ports.clock.now()).toBe(began);

		const order: string[] = [];
		await Promise.all([ports.clock.sleep(3000).then(() => order.push('three')), ports.clock.sleep(1000).then(() => order.push('one'))]);
		expect(order).toEqual(['one', 'three']);
		expect(ports.clock.now() - began).toBe(3000);
	});

	it('wake a sleeper at once when it is no longer wanted', async () => {
		const ports = simulatedPorts(freshWorld());
		const abort = new AbortController();
		const sleeping = ports.clock.sleep(60_000, abort.signal);
		abort.abort(new Error('enough'));

		await expect(sleeping).rejects.toThrow('enough');
	});

	it('draw the same at random in every run, and never twice the same in one', () => {
		const draw = () => {
			const { system } = simulatedPorts(freshWorld());
			return [system.random(48).reveal(), system.random(48).reveal(), system.sha256('a'), system.sha256('b')];
		};
		expect(draw()).toEqual(draw());
		expect(new Set(draw()).size).toBe(4);
		expect(draw()[0]).toMatch(/^[a-z0-9]{64}$/);
		expect(draw()[2]).toMatch(/^[0-9a-f]{64}$/);
	});
});
