import { describe, expect, it } from 'vitest';
import { toDockerFacts, toDockerProblem } from '../../../src/tools/docker/probe.js';
import { recorded, recording } from '../../support/fixtures.js';

describe('what docker info tells', () => {
	it('reads versions, size and kind of a running Engine', () => {
		expect(toDockerFacts(recorded('docker/info.running.engine-20.10-client-28'))).toEqual({
			problem: undefined,
			said: undefined,
			client: '28.2.2',
			server: '20.10.24+dfsg1',
			kind: 'Engine',
			memoryBytes: 25276510208,
			cpus: 2,
			containers: 'linux',
			context: 'default',
			root: undefined,
			cgroupDriver: undefined,
			buildx: false,
			warnings: [],
		});
	});

	it('reads where images are kept, and which cgroup driver is in force', () => {
		expect(toDockerFacts(recorded('docker/info.storage.engine-20.10-client-28'))).toMatchObject({
			root: '/var/lib/docker',
			cgroupDriver: 'cgroupfs',
			buildx: false,
			warnings: [],
		});
	});

	it.each([
		[
			'info.not-running.client-28',
			'not-running',
			'Cannot connect to the Docker daemon at unix:///var/run/no-docker.sock. Is the docker daemon running?',
		],
		[
			'info.not-running-tcp.client-28',
			'context',
			'Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?',
		],
		['info.permission.client-28', 'permission', /^permission denied while trying to connect/],
		['info.context-missing.client-28', 'context', /^Failed to initialize: unable to resolve docker endpoint: context "nope"/],
		['info.host-unknown.client-28', 'context', /^error during connect: Get "http:\/\/foo:2375/],
	])('tells from %s that the problem is %s', (name, problem, said) => {
		const facts = toDockerFacts(recorded(`docker/${name}`, 1));

		expect(facts.problem).toBe(problem);
		expect(facts.said).toMatch(said);
		expect(facts.server).toBeUndefined();
	});

	it('knows the client when only the daemon is missing', () => {
		expect(toDockerFacts(recorded('docker/info.not-running.client-28', 1)).client).toBe('28.2.2');
	});

	it('takes the shim of Docker Desktop for what it is, whichever stream it uses', () => {
		const text = recording('docker/docker-version.wsl-integration-off.f101.txt');

		for (const outcome of [
			{ kind: 'exited', code: 1, stdout: text, stderr: '' },
			{ kind: 'exited', code: 1, stdout: '', stderr: text },
		] as const) {
			expect(toDockerFacts(outcome)).toMatchObject({
				problem: 'wsl-shim',
				said: "The command 'docker' could not be found in this WSL 2 distro.",
			});
		}
	});

	it('tells a missing program, one that hangs and one that makes no sense apart', () => {
		expect(toDockerFacts({ kind: 'missing', program: 'docker' }).problem).toBe('missing');
		expect(toDockerFacts({ kind: 'timed-out', afterMs: 10_000 })).toMatchObject({
			problem: 'no-answer',
			said: 'docker info did not answer within 10 s',
		});
		expect(toDockerFacts({ kind: 'exited', code: 125, stdout: 'something else', stderr: '' }).problem).toBe('unknown');
	});

	it('counts errors of the server although the exit code is 0, as older clients give it', () => {
		const outcome = {
			kind: 'exited',
			code: 0,
			stdout: '{"ServerErrors":["Cannot connect to the Docker daemon"],"ClientInfo":{"Context":"desktop-linux"}}',
			stderr: '',
		} as const;
		expect(toDockerFacts(outcome)).toMatchObject({ problem: 'not-running', kind: 'Desktop' });
	});
});

describe('the layer that refused', () => {
	it.each([
		['docker/docker-version.wsl-integration-off.f101.txt', 'wsl-shim'],
		['docker/docker-version.not-running-windows.f108.txt', 'not-running'],
		['docker/compose.not-running-macos.f079.txt', 'not-running'],
		['docker/minikube-start.permission-linux.f116.txt', 'permission'],
		['docker/minikube-status.context-windows.f060.txt', 'context'],
		['docker/minikube-start.not-running-windows.f061.txt', 'not-running'],
	])('is told from %s: %s', (name, problem) => {
		expect(toDockerProblem(recording(name))).toBe(problem);
	});
});
