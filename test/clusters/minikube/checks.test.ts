import { describe, expect, it } from 'vitest';
import { minikubeIsUsable } from '../../../src/clusters/minikube/checks.js';
import type { MinikubeHomeFacts } from '../../../src/clusters/minikube/home.js';
import type { ClusterState, MinikubeFacts } from '../../../src/clusters/minikube/probe.js';
import { clusterIsRunning } from '../../../src/clusters/minikube/running.js';
import { toPlain } from '../../../src/core/phrase.js';
import type { KubectlFacts } from '../../../src/tools/kubectl/probe.js';
import { hostFacts } from '../../support/host-facts.js';
import { installFacts } from '../../support/install-facts.js';

const running: MinikubeFacts = {
	version: 'v1.36.0',
	profile: 'minikube',
	state: 'running',
	driver: 'docker',
	runtime: 'docker',
	kubernetes: 'v1.33.1',
	network: 'bridge',
	addons: ['default-storageclass', 'storage-provisioner'],
	ip: '192.168.49.2',
	cpus: 2,
	memoryMb: 4096,
	nodeImage: undefined,
	said: undefined,
};
const check = minikubeIsUsable('/home/user/todo-k8s', 'minikube', {});
const judge = (minikube: Partial<MinikubeFacts>, host: Parameters<typeof hostFacts>[0] = {}) =>
	check.diagnose({ minikube: { ...running, ...minikube }, host: hostFacts(host), install: installFacts() });

describe('Minikube is usable', () => {
	it.each<ClusterState>(['running', 'stopped', 'paused', 'absent', 'half-running'])(
		'holds in the state %s, which a start brings up',
		(state) => {
			expect(judge({ state })).toEqual([]);
		},
	);

	it('does not hold without the program', () => {
		expect(judge({ version: undefined, state: 'absent' }).map(({ id }) => id)).toEqual(['minikube.missing']);
	});

	it('does not hold for root with the docker driver, unless root insists', () => {
		expect(judge({}, { isRoot: true }).map(({ id, cause }) => `${id} ${cause}`)).toEqual([
			'minikube.as-root minikube-docker-driver-as-root',
		]);
		expect(judge({ state: 'absent', driver: undefined }, { isRoot: true }).map(({ id }) => id)).toEqual(['minikube.as-root']);
		expect(judge({}, { isRoot: true, env: { MINIKUBE_FORCE: 'true' } })).toEqual([]);
		expect(judge({ driver: 'none' }, { isRoot: true })).toEqual([]);
	});

	it('offers to start a cluster whose container is gone, and to make it anew if that does not help', () => {
		const [finding] = judge({ state: 'container-gone', said: 'Error response from daemon: No such container: minikube' });

		expect(finding).toMatchObject({ id: 'minikube.container-gone', cause: 'minikube-profile-stale' });
		expect(finding?.remedies.map((remedy) => `${remedy.kind}: ${toPlain(remedy.says)}`)).toEqual([
			'step: Start it in a new container',
			'step: Create it anew, if that does not help',
			'answer: Run without Kubernetes',
		]);
		expect([finding?.says, finding?.because]).toMatchInlineSnapshot(`
			[
			  "The profile "minikube" remembers a node that does not exist any more.",
			  "minikube status: Error response from daemon: No such container: minikube",
			]
		`);
	});

	it('offers to tell kubectl the address of a cluster that kubectl looks for elsewhere', () => {
		const [finding] = judge({ state: 'kubeconfig-stale' });

		expect(finding).toMatchObject({ id: 'minikube.kubeconfig-stale', severity: 'warning' });
		expect(finding?.remedies[0]).toMatchObject({ kind: 'step', says: 'Tell kubectl its address' });
	});

	it.each([
		['v1.36.0', 'Minikube 1.36'],
		// Without a home it ends before it says its version.
		['unknown', 'Minikube'],
		[undefined, 'Minikube'],
	])('is listed with its version where that is known: %s', (version, subject) => {
		expect(check.describe?.({ minikube: { ...running, version }, install: installFacts() })).toMatchObject({ subject });
	});

	it('sends the user to Minikube itself when the state is unknown', () => {
		expect(judge({ state: 'unknown', said: 'minikube status did not answer' })).toMatchObject([
			{ id: 'minikube.unknown-state', because: 'minikube status: minikube status did not answer' },
		]);
	});
});

describe('the cluster is running', () => {
	const kubectl: KubectlFacts = {
		version: 'v1.33.9',
		contexts: { minikube: 'https://192.168.49.2:8443' },
		current: undefined,
		configProblem: undefined,
	};
	const home: MinikubeHomeFacts = { folder: '/home/user/.minikube', writeProblem: undefined, certificateEndMs: 2000, nowMs: 1000 };
	const idsOf = (minikube: Partial<MinikubeFacts>, known: Partial<KubectlFacts> = {}, files: Partial<MinikubeHomeFacts> = {}) =>
		clusterIsRunning('minikube')
			.diagnose({ minikube: { ...running, ...minikube }, kubectl: { ...kubectl, ...known }, home: { ...home, ...files } })
			.map(({ id }) => id);

	it.each<[ClusterState, readonly string[]]>([
		['running', []],
		['container-gone', ['minikube.container-gone']],
		['kubeconfig-stale', ['minikube.kubeconfig-stale']],
		['stopped', ['minikube.not-running']],
		['half-running', ['minikube.not-running']],
	])('in the state %s: %j', (state, ids) => {
		expect(idsOf({ state })).toEqual(ids);
	});

	it('is half running when its certificates have run out', () => {
		expect(idsOf({ state: 'half-running' }, {}, { nowMs: 3000 })).toEqual(['cluster.cert-expired']);
		expect(idsOf({ state: 'stopped' }, {}, { nowMs: 3000 })).toEqual(['minikube.not-running']);
	});

	it('cannot be used when kubectl lacks its context or its keys', () => {
		expect(idsOf({}, { contexts: {} })).toEqual(['minikube.kubeconfig-stale']);
		expect(idsOf({}, { lacking: { minikube: '/home/user/.minikube/profiles/minikube/client.key' } })).toEqual(['minikube.home-incomplete']);
		expect(idsOf({}, { lacking: { other: '/elsewhere/client.key' } })).toEqual([]);
	});

	it('is described with its version and driver', () => {
		expect(clusterIsRunning('minikube').describe?.({ minikube: running, kubectl, home })).toEqual({
			subject: 'Cluster "minikube"',
			fact: 'profile "minikube": running · Kubernetes 1.33 · docker',
		});
	});
});
