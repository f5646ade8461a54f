import { describe, expect, it } from 'vitest';
import { restoreServices, servicesProbe, toServices } from '../../../src/clusters/minikube/services.js';
import { noAbort, portsWith, runStep } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

const get =
	'kubectl --context minikube -n kube-system get deployments,pods -o jsonpath={range .items[*]}{.kind}/{.metadata.name} {.spec.replicas} {.metadata.deletionTimestamp}{"\\n"}{end} --request-timeout=8s';
const scale = 'kubectl --context minikube -n kube-system scale deployment/coredns --replicas=1 --request-timeout=8s';
const makeDns =
	'minikube ssh -p minikube -- sudo /var/lib/minikube/binaries/v1.33.1/kubeadm init phase addon coredns --config /var/tmp/minikube/kubeadm.yaml';
const enable = 'minikube addons enable storage-provisioner -p minikube';

/** The name service and storage of a new cluster, as kubectl prints them. */
const dns = 'Deployment/coredns 1 \n';
const pods = 'Pod/coredns-674b8bbfcf-x5lkv  \nPod/etcd-minikube  \n';
const storage = 'Pod/storage-provisioner  \n';

const profiles = (addons = ['default-storageclass', 'storage-provisioner']) => {
	const list = JSON.parse(recording('minikube/profile-list-light.running.minikube-1.36.json'));
	list.valid[0].Config.Addons = Object.fromEntries(addons.map((name) => [name, true]));
	return JSON.stringify(list);
};
const probes = (addons?: string[]): Readonly<Record<string, Scripted>> => ({
	'minikube version -o json': recorded('minikube/version.minikube-1.36'),
	'minikube profile list --light -o json': profiles(addons),
	'minikube status -p minikube -o json': recorded('minikube/status.running.minikube-1.36'),
});

const step = restoreServices('minikube', []);

/** What the goal of the step finds, and what the step then changes. */
async function repair(said: Scripted, { addons, changes = [] }: { readonly addons?: string[]; readonly changes?: readonly string[] } = {}) {
	const known = probes(addons);
	const shell = new ScriptedShell({ ...known, [get]: said, ...Object.fromEntries(changes.map((line) => [line, ''])) });
	const ports = portsWith(shell);
	const { needs } = step.goal;
	const facts = Object.fromEntries(
		await Promise.all(Object.entries(needs).map(async ([name, probe]) => [name, await probe.read(ports, noAbort)])),
	);
	const findings = step.goal.diagnose(facts);
	await runStep(step, ports);
	return { findings, because: findings.map(({ because }) => because), sent: shell.sent.filter((line) => !(line in known) && line !== get) };
}

describe('name service and storage, as kubectl tells of them', () => {
	it.each([
		['both are there', dns + pods + storage, { dns: 1, storage: true }],
		['more than one pod of the name service is wanted', `Deployment/coredns 3 \n${storage}`, { dns: 3, storage: true }],
		['the name service is scaled to 0', `Deployment/coredns 0 \n${storage}`, { dns: 0, storage: true }],
		['the name service is gone, and its pods still are there', pods + storage, { dns: undefined, storage: true }],
		['the pod of the storage is gone', dns + pods, { dns: 1, storage: false }],
		['the pod of the storage is ending', `${dns}Pod/storage-provisioner  2026-11-21T08:00:00Z\n`, { dns: 1, storage: false }],
		[
			'only something of a similar name is there',
			'Deployment/coredns-autoscaler 1 \nPod/storage-provisioner-x  \n',
			{ dns: undefined, storage: false },
		],
		['there is nothing at all', '', { dns: undefined, storage: false }],
	])('%s', (_, stdout, facts) => {
		expect(toServices(stdout)).toEqual(facts);
	});

	it('are not known of a cluster that does not answer', async () => {
		const shell = new ScriptedShell({ [get]: exited(1, '', 'The connection to the server was refused') });
		expect(await servicesProbe('minikube').read(portsWith(shell), noAbort)).toBeUndefined();
	});
});

describe('keeping name service and storage running', () => {
	it('changes nothing when they are', async () => {
		expect(await repair(dns + pods + storage)).toMatchObject({ findings: [], sent: [] });
	});

	it('scales a name service up that was scaled to 0', async () => {
		const { findings, because, sent } = await repair(`Deployment/coredns 0 \n${storage}`, { changes: [scale] });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.dns-down']);
		expect(because).toEqual(['Deployment coredns: scaled to 0']);
		expect(sent).toEqual([scale]);
	});

	it('makes a name service anew that is gone, as Minikube did, with the kubeadm of its version', async () => {
		const { findings, because, sent } = await repair(pods + storage, { changes: [makeDns] });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.dns-down']);
		expect(because).toEqual(['Deployment coredns: gone']);
		expect(sent).toEqual([makeDns]);
	});

	it('enables the storage whose pod is gone', async () => {
		const { findings, sent } = await repair(dns + pods, { changes: [enable] });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.storage-down']);
		expect(sent).toEqual([enable]);
	});

	it('brings both back', async () => {
		const { findings, sent } = await repair('', { changes: [makeDns, enable] });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.dns-down', 'cluster.storage-down']);
		expect(sent).toEqual([makeDns, enable]);
	});

	it('leaves storage off that its owner turned off, also when the name service comes back', async () => {
		const addons = ['default-storageclass'];
		expect(await repair(dns + pods, { addons })).toMatchObject({ findings: [], sent: [] });
		expect((await repair('Deployment/coredns 0 \n', { addons, changes: [scale] })).sent).toEqual([scale]);
	});

	it('does nothing in a cluster that does not answer, and says so', async () => {
		const { findings, sent } = await repair(exited(1, '', 'The connection to the server was refused'));

		expect(findings).toMatchObject([{ id: 'cluster.unreachable', says: 'The cluster does not answer.' }]);
		expect(sent).toEqual([]);
	});

	it('fails with what Minikube said', async () => {
		const shell = new ScriptedShell({ ...probes(), [get]: dns, [enable]: exited(80, 'something of its own') });
		await expect(runStep(step, portsWith(shell))).rejects.toMatchObject({ message: 'minikube addons ended with exit code 80.' });
	});
});
