import { describe, expect, it } from 'vitest';
import { restartStorage, restoreServices, servicesProbe, toServices } from '../../../src/clusters/minikube/services.js';
import { contextOf, noAbort, portsWith, runStep } from '../../support/context.js';
import { recording } from '../../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

const get =
	'kubectl --context minikube -n kube-system get deployments,pods,storageclasses -o jsonpath={range .items[*]}{.kind}/{.metadata.name} {.spec.replicas} {.metadata.deletionTimestamp} {.provisioner}{"\\n"}{end} --request-timeout=8s';
const scale = 'kubectl --context minikube -n kube-system scale deployment/coredns --replicas=1 --request-timeout=8s';
const makeDns =
	'minikube ssh -p minikube -- sudo /var/lib/minikube/binaries/v1.33.1/kubeadm init phase addon coredns --config /var/tmp/minikube/kubeadm.yaml';
const enable = (addon: string) => `minikube addons enable ${addon} -p minikube`;

/** The name service and storage of a new cluster, as kubectl prints them. */
const dns = 'Deployment/coredns 1  \n';
const pods = 'Pod/coredns-674b8bbfcf-x5lkv   \nPod/etcd-minikube   \n';
const provisioner = 'Pod/storage-provisioner   \n';
const standard = 'StorageClass/standard   k8s.io/minikube-hostpath\n';
const storage = provisioner + standard;
const own = ['k8s.io/minikube-hostpath'];

const profiles = (addons = ['default-storageclass', 'storage-provisioner']) => {
	const list = JSON.parse(recording('minikube/profile-list-light.running.minikube-1.36.json'));
	list.valid[0].Config.Addons = Object.fromEntries(addons.map((name) => [name, true]));
	return JSON.stringify(list);
};
const probes = (addons?: string[]): Readonly<Record<string, Scripted>> => ({
	'minikube profile list --light -o json': profiles(addons),
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
		['both are there', dns + pods + storage, { dns: 1, storage: true, provisioners: own }],
		['more than one pod of the name service is wanted', `Deployment/coredns 3  \n${storage}`, { dns: 3, storage: true, provisioners: own }],
		['the name service is scaled to 0', `Deployment/coredns 0  \n${storage}`, { dns: 0, storage: true, provisioners: own }],
		['the name service is gone, and its pods still are there', pods + storage, { dns: undefined, storage: true, provisioners: own }],
		['the pod of the storage is gone', dns + pods + standard, { dns: 1, storage: false, provisioners: own }],
		[
			'the pod of the storage is ending',
			`${dns}Pod/storage-provisioner  2026-11-21T08:00:00Z \n${standard}`,
			{ dns: 1, storage: false, provisioners: own },
		],
		['there is no storage class', dns + provisioner, { dns: 1, storage: true, provisioners: [] }],
		[
			'only something of a similar name is there',
			'Deployment/coredns-autoscaler 1  \nPod/storage-provisioner-x   \n',
			{ dns: undefined, storage: false, provisioners: [] },
		],
		['there is nothing at all', '', { dns: undefined, storage: false, provisioners: [] }],
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
		const { findings, because, sent } = await repair(`Deployment/coredns 0  \n${storage}`, { changes: [scale] });

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
		const { findings, sent } = await repair(dns + pods + standard, { changes: [enable('storage-provisioner')] });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.storage-down']);
		expect(sent).toEqual([enable('storage-provisioner')]);
	});

	it('enables the class without which no volume is made', async () => {
		const { because, sent } = await repair(dns + provisioner, {
			addons: ['storage-provisioner'],
			changes: [enable('default-storageclass')],
		});

		expect(because).toEqual(['There is no storage class.']);
		expect(sent).toEqual([enable('default-storageclass')]);
	});

	it('brings all of it back, and shows the commands before', async () => {
		const all = [makeDns, enable('storage-provisioner'), enable('default-storageclass')];
		const { findings, because, sent } = await repair('', { changes: all });

		expect(findings.map(({ id }) => id)).toEqual(['cluster.dns-down', 'cluster.storage-down']);
		expect(because[1]).toBe('There is no pod "storage-provisioner" in kube-system. There is no storage class.');
		expect(sent).toEqual(all);
		const shell = new ScriptedShell({ ...probes(), [get]: '' });
		expect(await step.previewHere?.read(portsWith(shell), noAbort)).toEqual(all);
	});

	it('leaves storage off whose owner has another one, also when the name service comes back', async () => {
		const addons = ['default-storageclass'];
		const other = 'StorageClass/longhorn   driver.longhorn.io\n';
		expect(await repair(dns + pods + other, { addons })).toMatchObject({ findings: [], sent: [] });
		expect((await repair(`Deployment/coredns 0  \n${other}`, { addons, changes: [scale] })).sent).toEqual([scale]);
	});

	it('brings storage back that was turned off, when there is no other', async () => {
		const { sent } = await repair(dns + pods + standard, { addons: [], changes: [enable('storage-provisioner')] });
		expect(sent).toEqual([enable('storage-provisioner')]);
	});

	it('fails with what kubectl said', async () => {
		const shell = new ScriptedShell({ ...probes(), [get]: `Deployment/coredns 0  \n${storage}`, [scale]: exited(1, '', 'not allowed') });
		await expect(runStep(step, portsWith(shell))).rejects.toMatchObject({
			message: 'The name service could not be scaled up: not allowed.',
			lastLines: ['not allowed'],
		});
	});

	it('does nothing in a cluster that does not answer, and says so', async () => {
		const { findings, sent } = await repair(exited(1, '', 'The connection to the server was refused'));

		expect(findings).toMatchObject([{ id: 'cluster.unreachable', says: 'The cluster does not answer.' }]);
		expect(sent).toEqual([]);
	});

	it('fails with what Minikube said', async () => {
		const shell = new ScriptedShell({
			...probes(),
			[get]: dns + standard,
			[enable('storage-provisioner')]: exited(80, 'something of its own'),
		});
		await expect(runStep(step, portsWith(shell))).rejects.toMatchObject({ message: 'minikube addons ended with exit code 80.' });
	});
});

describe('starting storage anew', () => {
	const remove =
		'kubectl --context minikube -n kube-system delete pod storage-provisioner --ignore-not-found --grace-period=1 --request-timeout=8s';

	const restart = (said: Scripted, { addons, changes = [] }: { readonly addons?: string[]; readonly changes?: readonly string[] } = {}) => {
		const shell = new ScriptedShell({ ...probes(addons), [get]: said, ...Object.fromEntries(changes.map((line) => [line, ''])) });
		return { shell, ended: restartStorage('minikube', contextOf(portsWith(shell))) };
	};

	it('makes the pod of Minikube anew', async () => {
		const { shell, ended } = restart(dns + pods + storage, { changes: [remove, enable('storage-provisioner')] });

		expect(await ended).toBe(true);
		expect(shell.sent.slice(-2)).toEqual([remove, enable('storage-provisioner')]);
	});

	it.each<[string, Scripted, string[] | undefined]>([
		['storage is of another kind', `${dns + pods}StorageClass/local-path   rancher.io/local-path\n`, undefined],
		['there is storage of another kind as well', `${dns + pods + storage}StorageClass/csi   hostpath.csi.k8s.io\n`, undefined],
		['the addon was turned off', dns + pods + standard, ['default-storageclass']],
		['the cluster does not answer', exited(1, '', 'The connection to the server was refused'), undefined],
	])('is not ours to do where %s', async (_, said, addons) => {
		expect(await restart(said, addons ? { addons } : {}).ended).toBe(false);
	});
});
