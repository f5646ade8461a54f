import { describe, expect, it } from 'vitest';
import { problemOf, toFact } from '../../../src/clusters/minikube/drivers.js';
import { minikubeHomeIsFine, minikubeHomeProbe } from '../../../src/clusters/minikube/home.js';
import { freshWorld } from '../../../src/demo/world.js';
import type { DockerFacts } from '../../../src/tools/docker/probe.js';
import { noAbort, portsWith } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const day = 24 * 3_600_000;
const now = Date.parse('2026-11-21T08:00:00Z');
const home = { folder: '/home/user/.minikube', writeProblem: undefined, certificateEndMs: now + 300 * day, nowMs: now };
const judged = (changes: object) =>
	minikubeHomeIsFine('minikube')
		.diagnose({ home: { ...home, ...changes } } as never)
		.map(({ id, severity }) => `${id} ${severity}`);

describe("Minikube's files", () => {
	it('are this user’s, with certificates that hold', () => {
		expect(judged({})).toEqual([]);
		expect(judged({ writeProblem: 'it belongs to root' })).toEqual(['minikube.home-permission blocker']);
		expect(judged({ certificateEndMs: now + 3 * day })).toEqual(['cluster.cert-expired note']);
		expect(judged({ certificateEndMs: now - day })).toEqual(['cluster.cert-expired warning']);
	});

	it('are where MINIKUBE_HOME says', async () => {
		const world = freshWorld();
		const read = (env: Record<string, string>) =>
			minikubeHomeProbe('minikube').read(portsWith(new ScriptedShell({}), { ...world, host: { ...world.host, env } }), noAbort);
		expect(await read({})).toMatchObject({ folder: '/home/user/.minikube' });
		expect(await read({ MINIKUBE_HOME: '/data' })).toMatchObject({ folder: '/data/.minikube' });
		expect(await read({ MINIKUBE_HOME: '/data/.minikube' })).toMatchObject({ folder: '/data/.minikube' });
	});
});

describe('the drivers that were not chosen', () => {
	it('each have a reason', () => {
		expect(problemOf({ kind: 'missing', program: 'virsh' })).toBe('not installed');
		expect(problemOf(exited(1, '', 'error: failed to connect to the hypervisor\nmore'))).toBe('error: failed to connect to the hypervisor');
		expect(problemOf(exited(0, '7.0.20'))).toBeUndefined();
		expect(problemOf({ kind: 'timed-out', afterMs: 5000 })).toBe('does not answer');
	});

	it('stand behind docker in one line', () => {
		const docker = { problem: undefined } as DockerFacts;
		expect(
			toFact(docker, [
				{ name: 'kvm2', problem: 'not installed' },
				{ name: 'virtualbox', problem: undefined },
			]),
		).toBe('docker · kvm2: not installed · virtualbox: would work, docker is preferred');
	});
});
