import { describe, expect, it } from 'vitest';
import { groundOf, newNodeMb } from '../../../src/clusters/minikube/ground.js';
import { noCluster } from '../../../src/clusters/none/index.js';
import type { Known } from '../../../src/core/check.js';
import { GIB } from '../../../src/core/size.js';

const knowing =
	(facts: Readonly<Record<string, object>>): Known =>
	<T>({ id }: { readonly id: string }) =>
		facts[id] as T | undefined;

describe('what a node offers to servers beside the app', () => {
	it('is what the node that is there has left', () => {
		const known = knowing({ 'minikube:minikube': { state: 'stopped', memoryMb: 4096 }, docker: { memoryBytes: 64 * GIB } });
		expect(groundOf(known, 'minikube')).toEqual({
			holdsServers: true,
			roomMb: 2896,
			because: 'the cluster "minikube" has 4 GiB, of which Kubernetes and the app take 1.2 GiB',
		});
	});

	it('is what a new one could have', () => {
		const known = knowing({ 'minikube:minikube': { state: 'absent' }, docker: { memoryBytes: 8 * GIB } });
		expect(groundOf(known, 'minikube')).toEqual({
			holdsServers: true,
			roomMb: 4944,
			because: 'a cluster can have three quarters of the 8 GiB that Docker has, and of them Kubernetes and the app take 1.2 GiB',
		});
	});

	it('is not known before the machine is', () => {
		expect(groundOf(knowing({}), 'minikube').roomMb).toBeUndefined();
		// Docker does not answer, and says 0.
		expect(groundOf(knowing({ docker: { memoryBytes: 0 } }), 'minikube').roomMb).toBeUndefined();
	});

	it.each([
		[16, 0, 4096],
		[16, 3328, 4528],
		[16, 1280, 4096],
		[4, 3328, 3072],
		[2, 0, 1800],
	])('is given to a new node: of %i GiB with %i MiB for servers %i MiB', (gib, servers, node) => {
		expect(newNodeMb(gib * GIB, servers)).toBe(node);
	});
});

describe('what this machine offers without a cluster', () => {
	it('is its memory, for servers of the user', () => {
		expect(noCluster.ground(knowing({ host: { memoryBytes: 4 * GIB } }), {})).toEqual({
			holdsServers: false,
			roomMb: 3072,
			because: 'this machine has 4 GiB, and it needs 1 GiB for itself',
		});
		expect(noCluster.ground(knowing({}), {}).roomMb).toBeUndefined();
	});
});
