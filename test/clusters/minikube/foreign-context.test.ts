import { describe, expect, it } from 'vitest';
import { looksRemote } from '../../../src/clusters/minikube/foreign-context.js';
import { freshWorld } from '../../../src/demo/world.js';
import { Wizard } from '../../support/wizard.js';

describe('a context of the name of the profile', () => {
	it.each([
		['https://127.0.0.1:32769', false],
		['https://localhost:6443', false],
		['https://192.168.49.2:8443', false],
		['https://172.17.0.3:8443', false],
		['https://10.0.3.4:6443', false],
		['https://[::1]:6443', false],
		['https://kubernetes.docker.internal:6443', false],
		['https://cluster:6443', false],
		['', false],
		['https://34.90.1.2', true],
		['https://172.32.0.1:443', true],
		['https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com', true],
		['https://[2a00:1450::1]:6443', true],
	])('%s looks remote: %s', (server, remote) => {
		expect(looksRemote(server)).toBe(remote);
	});

	it('keeps us away from a cluster elsewhere, before anything is asked of it', async () => {
		const wizard = new Wizard(freshWorld());
		wizard.change((world) => ({
			...world,
			kubectl: { ...world.kubectl, contexts: { prod: 'https://prod.example.com' }, current: 'prod' },
		}));
		const { report, changes, commands } = await wizard.go({ yes: true, flags: { profile: 'prod', cluster: 'minikube' } });

		expect(report).toMatchObject({ outcome: 'blocked', exitCode: 3, findings: [{ id: 'kubectl.foreign-context' }] });
		expect(changes).toEqual([]);
		expect(commands.filter((line) => line.includes('--context prod') || line.includes('--kube-context prod'))).toEqual([]);
	});
});
