import { describe, expect, it } from 'vitest';
import { parseDockerEnv } from '../../../src/clusters/minikube/deliver.js';
import { minikubeProbe, parseImages, toMinikubeFacts } from '../../../src/clusters/minikube/probe.js';
import { toFindings, toProgress } from '../../../src/clusters/minikube/start-output.js';
import { noAbort, portsWith } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const factsOf = (state: string) =>
	toMinikubeFacts(
		'minikube',
		'v1.36.0',
		recorded(`minikube/profile-list.${state}.minikube-1.36`),
		recorded(`minikube/status.${state}.minikube-1.36`, 7),
	);

describe('the state of a profile', () => {
	it.each([
		['running', 'running'],
		['stopped', 'stopped'],
		['paused', 'paused'],
		['container-gone', 'container-gone'],
		['none', 'absent'],
	])('is told from the recording of %s: %s', (recordingName, state) => {
		expect(factsOf(recordingName).state).toBe(state);
	});

	it('comes with what the profile remembers', () => {
		expect(factsOf('running')).toEqual({
			version: 'v1.36.0',
			profile: 'minikube',
			state: 'running',
			driver: 'docker',
			runtime: 'docker',
			kubernetes: 'v1.33.1',
			ip: '192.168.49.2',
			cpus: 2,
			memoryMb: 4096,
			nodeImage: 'gcr.io/k8s-minikube/kicbase:v0.0.47',
			network: 'bridge',
			addons: ['default-storageclass', 'storage-provisioner'],
			said: undefined,
		});
	});

	it.each([
		['', 'docker', 1, 'bridge'],
		['', 'containerd', 1, 'kindnet'],
		['', 'docker', 2, 'kindnet'],
		['calico', 'docker', 1, 'calico'],
		['false', 'docker', 1, 'false'],
	])('knows the network plugin: asked for %j, runtime %s, %i nodes', (cni, runtime, nodes, network) => {
		const list = JSON.parse(recording('minikube/profile-list.running.minikube-1.36.json')) as {
			valid: { Config: { KubernetesConfig: Record<string, string>; Nodes: object[] } }[];
		};
		const [{ Config }] = list.valid as [(typeof list.valid)[number]];
		Config.KubernetesConfig.CNI = cni;
		Config.KubernetesConfig.ContainerRuntime = runtime;
		Config.Nodes = Array.from({ length: nodes }, () => Config.Nodes[0] ?? {});
		const facts = toMinikubeFacts(
			'minikube',
			'v1.36.0',
			exited(0, JSON.stringify(list)),
			recorded('minikube/status.running.minikube-1.36'),
		);
		expect(facts.network).toBe(network);
	});

	it('comes with what minikube said about a container that is gone', () => {
		expect(factsOf('container-gone').said).toBe('Error response from daemon: No such container: minikube');
	});

	it('reads the light list of profiles as the full one', () => {
		const light = toMinikubeFacts(
			'minikube',
			'v1.36.0',
			recorded('minikube/profile-list-light.running.minikube-1.36'),
			recorded('minikube/status.running.minikube-1.36'),
		);
		expect(light).toEqual(factsOf('running'));
	});

	it.each([
		['{"Host":"Running","APIServer":"Stopped","Kubelet":"Running","Kubeconfig":"Configured"}', 'half-running'],
		['{"Host":"Running","APIServer":"Running","Kubelet":"Running","Kubeconfig":"Misconfigured"}', 'kubeconfig-stale'],
		['{"Host":"Nonexistent","APIServer":"Nonexistent","Kubelet":"Nonexistent","Kubeconfig":"Nonexistent"}', 'container-gone'],
		['[{"Host":"Stopped"},{"Host":"Running"}]', 'stopped'],
		['no JSON at all', 'unknown'],
	])('is told from %s', (stdout, state) => {
		expect(toMinikubeFacts('minikube', 'v1.36.0', recorded('minikube/profile-list.running.minikube-1.36'), exited(0, stdout)).state).toBe(
			state,
		);
	});

	it('is unknown when status does not answer', () => {
		const facts = toMinikubeFacts('minikube', 'v1.36.0', recorded('minikube/profile-list.running.minikube-1.36'), {
			kind: 'timed-out',
			afterMs: 18_000,
		});
		expect(facts).toMatchObject({ state: 'unknown', said: 'minikube status did not answer' });
	});

	it('is asked by three commands at the same time', async () => {
		const shell = new ScriptedShell({
			'minikube version -o json': recorded('minikube/version.minikube-1.36'),
			'minikube profile list --light -o json': recorded('minikube/profile-list-light.running.minikube-1.36'),
			'minikube status -p minikube -o json': recorded('minikube/status.running.minikube-1.36'),
		});
		expect(await minikubeProbe('minikube').read(portsWith(shell), noAbort)).toMatchObject({ version: 'v1.36.0', state: 'running' });
		expect(shell.sent).toHaveLength(3);
	});

	it('is absent when minikube is not installed', async () => {
		const missing = { kind: 'missing', program: 'minikube' } as const;
		const shell = new ScriptedShell({
			'minikube version -o json': missing,
			'minikube profile list --light -o json': missing,
			'minikube status -p other -o json': missing,
		});
		expect(await minikubeProbe('other').read(portsWith(shell), noAbort)).toMatchObject({
			version: undefined,
			state: 'absent',
			profile: 'other',
		});
	});
});

describe('what the node has', () => {
	it('is listed under short names', () => {
		const images = parseImages(recording('minikube/image-ls.running.minikube-1.36.json'));

		expect([...images]).toContain('todo-frontend:0.1.0-974e403e81e9');
		expect([...images]).toContain('registry.k8s.io/pause:3.10');
	});

	it('is nothing when that is no list', () => {
		expect(parseImages('').size).toBe(0);
		expect(parseImages('[{"id":"1","repoTags":null}]').size).toBe(0);
	});
});

describe('the Docker of the node', () => {
	it('is reached by the variables for a docker client, and no others', () => {
		expect(parseDockerEnv(recording('minikube/docker-env.running.minikube-1.36.txt'))).toEqual({
			DOCKER_TLS_VERIFY: '1',
			DOCKER_HOST: 'tcp://192.168.49.2:2376',
			DOCKER_CERT_PATH: '/home/user/.minikube/certs',
		});
	});
});

describe('the events of minikube start', () => {
	const linesOf = (name: string) => recording(`minikube/${name}.json`).split('\n').filter(Boolean);

	it.each([
		'start.new.minikube-1.36',
		'start.stopped.minikube-1.36',
		'start.container-gone.minikube-1.36',
		'delete.minikube-1.36',
		'stop.minikube-1.36',
		'pause.minikube-1.36',
	])('all mean something in %s, and the bar never goes back', (name) => {
		const updates = linesOf(name).map(toProgress);
		const percents = updates.flatMap((update) => (update?.percent === undefined ? [] : [update.percent]));

		expect(updates).not.toContain(undefined);
		expect(percents).toEqual([...percents].sort((a, b) => a - b));
		expect(percents[0]).toBe(0);
	});

	it('say what is done now', () => {
		expect(linesOf('start.new.minikube-1.36').map((line) => toProgress(line)?.says)).toContain(
			'Creating docker container (CPUs=2, Memory=4096MB) ...',
		);
		expect(linesOf('start.new.minikube-1.36').map((line) => toProgress(line)?.percent)).toContain(100);
	});

	it('tell a download in percent, and lines that are no events as they are', () => {
		expect(toProgress('{"type":"io.k8s.sigs.minikube.download.progress","data":{"artifact":"preload.tar.lz4","progress":"0.42"}}')).toEqual(
			{ says: 'Downloading preload.tar.lz4 42 %' },
		);
		expect(recording('minikube/unpause.minikube-1.36.txt').split('\n').map(toProgress)[1]).toEqual({
			line: '⏸️  Unpaused 13 containers in: kube-system, kubernetes-dashboard, storage-gluster, istio-operator',
		});
		expect(toProgress('   ')).toBeUndefined();
	});

	it('hold no findings when the start went well, although one event is called an error', () => {
		expect(linesOf('start.new.minikube-1.36').some((line) => line.includes('minikube.error'))).toBe(true);
		expect(toFindings(linesOf('start.new.minikube-1.36'))).toEqual([]);
	});

	it('become a finding when one of them is an error with an id', () => {
		const line = JSON.stringify({
			type: 'io.k8s.sigs.minikube.error',
			data: {
				id: 'PROVIDER_DOCKER_NEWGRP',
				exitcode: '58',
				message: 'docker version: permission denied\nsecond line',
				advice: 'Add your user to the docker group',
				url: 'https://docs.docker.com/engine/install/linux-postinstall',
			},
		});
		expect(toFindings([line])).toEqual([
			{
				id: 'minikube.failed',
				severity: 'blocker',
				says: 'docker version: permission denied',
				because: 'minikube ended with PROVIDER_DOCKER_NEWGRP (exit code 58)',
				remedies: [
					{ kind: 'manual', says: 'Add your user to the docker group', docs: 'https://docs.docker.com/engine/install/linux-postinstall' },
				],
			},
		]);
	});
});
