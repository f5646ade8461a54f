import { type Check, defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Command } from '../../core/shell.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { must } from '../../tools/must.js';
import { type ProfileFacts, profileProbe } from './probe.js';
import { minikube } from './run-minikube.js';

/** What the cluster itself runs for all that is in it. */
export interface ServiceFacts {
	/** Pods of the name service that are wanted; undefined: nobody asks for any. */
	readonly dns: number | undefined;
	/** There is a pod that makes volumes. */
	readonly storage: boolean;
	/** Who makes the volumes of each storage class. */
	readonly provisioners: readonly string[];
}

/** Minikube's own. */
const ownProvisioner = 'k8s.io/minikube-hostpath';

/** undefined: the cluster does not answer. */
export function servicesProbe(profile: string): Probe<ServiceFacts | undefined> {
	const each = '{range .items[*]}{.kind}/{.metadata.name} {.spec.replicas} {.metadata.deletionTimestamp} {.provisioner}{"\\n"}{end}';
	return {
		id: `minikube.services:${profile}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(kubectl(profile, 'get', 'deployments,pods,storageclasses', '-o', `jsonpath=${each}`), {
				signal,
				timeoutMs: 10_000,
			});
			return outcome.kind === 'exited' && outcome.code === 0 ? toServices(outcome.stdout) : undefined;
		},
	};
}

export function toServices(stdout: string): ServiceFacts {
	const lines = stdout.split('\n').map((line) => line.split(' '));
	const [, replicas] = lines.find(([name]) => name === 'Deployment/coredns') ?? [];
	return {
		dns: replicas === undefined ? undefined : Number(replicas),
		storage: lines.some(([name, , ending]) => name === 'Pod/storage-provisioner' && !ending),
		provisioners: lines.flatMap(([name = '', , , provisioner]) => (name.startsWith('StorageClass/') && provisioner ? [provisioner] : [])),
	};
}

/** Pods that nobody replaces, and a Deployment that somebody scaled to 0: neither comes back by itself. */
function servicesRun(profile: string): Check {
	return defineCheck({
		id: 'cluster.services-run',
		title: 'Name service and storage of the cluster run',
		needs: { services: servicesProbe(profile), minikube: profileProbe(profile) },
		diagnose: ({ services, minikube: { addons } }): Finding[] => {
			if (!services) return [found('cluster.unreachable', { says: 'The cluster does not answer.', remedies: [] })];
			const lacking = lackingAddons(services, addons);
			return [
				...(services.dns
					? []
					: [found('cluster.dns-down', { because: `Deployment coredns: ${services.dns === 0 ? 'scaled to 0' : 'gone'}` })]),
				...(lacking.length === 0 ? [] : [found('cluster.storage-down', { because: lacking.map((addon) => storage[addon]).join(' ') })]),
			];
		},
	});
}

/** What is lacking, by the addon that brings it. */
const storage = {
	'storage-provisioner': 'There is no pod "storage-provisioner" in kube-system.',
	'default-storageclass': 'There is no storage class.',
} as const;

/** Who turned the addon off may have storage of another kind. */
function lackingAddons(services: ServiceFacts, addons: readonly string[]): readonly (keyof typeof storage)[] {
	const isReplaced = !addons.includes('storage-provisioner') && services.provisioners.some((name) => name !== ownProvisioner);
	if (isReplaced) return [];
	return [
		...(services.storage ? [] : (['storage-provisioner'] as const)),
		...(services.provisioners.length > 0 ? [] : (['default-storageclass'] as const)),
	];
}

/** The commands that bring back what is lacking; none while the cluster does not answer. */
function wayBackProbe(profile: string): Probe<readonly Command[]> {
	return {
		id: `minikube.services-way-back:${profile}`,
		withinMs: 20_000,
		async read(ports, signal) {
			const [services, facts] = await Promise.all([servicesProbe(profile).read(ports, signal), profileProbe(profile).read(ports, signal)]);
			if (!services) return [];
			return [
				...(services.dns ? [] : [bringBackDns(facts, services.dns)]),
				...lackingAddons(services, facts.addons).map((addon): Command => ['minikube', 'addons', 'enable', addon, '-p', profile]),
			];
		},
	};
}

export function restoreServices(profile: string, after: readonly string[]): Step {
	const wayBack = wayBackProbe(profile);
	return {
		id: 'cluster.services',
		title: 'Keep name service and storage of the cluster running',
		done: 'Name service and storage running',
		goal: servicesRun(profile),
		after,
		preview: [],
		previewHere: {
			...wayBack,
			id: `minikube.services-preview:${profile}`,
			read: async (ports, signal) => (await wayBack.read(ports, signal)).map((command) => command.join(' ')),
		},
		seconds: 2,
		withinMs: 30_000,
		async run(context) {
			const { ports, signal } = context;
			for (const command of await context.read(wayBack)) {
				const [program, ...args] = command;
				if (program === 'minikube') await minikube(context, args);
				else await must(ports, command, { signal, timeoutMs: 15_000 }, 'The name service could not be scaled up');
			}
		},
	};
}

/**
 * Makes the pod anew that makes the volumes: one that hangs, or waits out its back-off, serves no claim. Where the addon is
 * off, or there is storage of another kind as well, it is not known to be ours.
 */
export async function restartStorage(profile: string, { ports, signal, progress }: StepContext): Promise<boolean> {
	const [services, { addons }] = await Promise.all([servicesProbe(profile).read(ports, signal), profileProbe(profile).read(ports, signal)]);
	const isOurs = addons.includes('storage-provisioner') && services?.provisioners.every((name) => name === ownProvisioner);
	if (!isOurs) return false;
	progress({ says: 'starting what makes the volumes anew' });
	const failure = 'What makes the volumes could not be started anew';
	const remove = kubectl(profile, 'delete', 'pod', 'storage-provisioner', '--ignore-not-found', '--grace-period=1');
	await must(ports, remove, { signal, timeoutMs: 30_000 }, failure);
	await must(ports, ['minikube', 'addons', 'enable', 'storage-provisioner', '-p', profile], { signal, timeoutMs: 60_000 }, failure);
	return true;
}

function bringBackDns({ profile, kubernetes }: ProfileFacts, replicas: number | undefined): Command {
	if (replicas === 0) return kubectl(profile, 'scale', 'deployment/coredns', '--replicas=1');
	// Minikube makes it with kubeadm, once; the same part of kubeadm makes it again.
	const kubeadm = `/var/lib/minikube/binaries/${kubernetes}/kubeadm`;
	const phase = ['init', 'phase', 'addon', 'coredns', '--config', '/var/tmp/minikube/kubeadm.yaml'];
	return ['minikube', 'ssh', '-p', profile, '--', 'sudo', kubeadm, ...phase];
}

function kubectl(profile: string, ...args: string[]): Command {
	return ['kubectl', '--context', profile, '-n', 'kube-system', ...args, '--request-timeout=8s'];
}
