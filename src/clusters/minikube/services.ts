import { type Check, defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Command } from '../../core/ports.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { profileProbe } from './probe.js';
import { minikube } from './steps.js';

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
			return [
				...(services.dns
					? []
					: [found('cluster.dns-down', { because: `Deployment coredns: ${services.dns === 0 ? 'scaled to 0' : 'gone'}` })]),
				...storageTrouble(services, addons),
			];
		},
	});
}

function storageTrouble({ storage, provisioners }: ServiceFacts, addons: readonly string[]): Finding[] {
	// Who turned the addon off may have storage of another kind.
	const isReplaced = !addons.includes('storage-provisioner') && provisioners.some((name) => name !== ownProvisioner);
	if (isReplaced || (storage && provisioners.length > 0)) return [];
	const because = storage ? 'There is no storage class.' : 'There is no pod "storage-provisioner" in kube-system.';
	return [found('cluster.storage-down', { because })];
}

export function restoreServices(profile: string, after: readonly string[]): Step {
	return {
		id: 'cluster.services',
		title: 'Keep name service and storage of the cluster running',
		done: 'Name service and storage running',
		goal: servicesRun(profile),
		after,
		preview: [
			kubectl(profile, 'scale', 'deployment/coredns', '--replicas=1').join(' '),
			`minikube addons enable storage-provisioner -p ${profile}`,
		],
		seconds: 2,
		withinMs: 30_000,
		async run(context) {
			const services = await servicesProbe(profile).read(context.ports, context.signal);
			if (!services) return;
			if (!services.dns) await bringBackDns(context, profile, services.dns);
			if (!services.storage) await minikube(context, ['addons', 'enable', 'storage-provisioner', '-p', profile]);
			if (services.provisioners.length === 0) await minikube(context, ['addons', 'enable', 'default-storageclass', '-p', profile]);
		},
	};
}

async function bringBackDns(context: StepContext, profile: string, replicas: number | undefined): Promise<void> {
	const { ports, signal } = context;
	if (replicas === 0) {
		await ports.shell.run(kubectl(profile, 'scale', 'deployment/coredns', '--replicas=1'), { signal, timeoutMs: 15_000 });
		return;
	}
	// Minikube makes it with kubeadm, once; the same part of kubeadm makes it again.
	const { kubernetes } = await profileProbe(profile).read(ports, signal);
	const kubeadm = `/var/lib/minikube/binaries/${kubernetes}/kubeadm`;
	await minikube(context, [
		'ssh',
		'-p',
		profile,
		'--',
		'sudo',
		kubeadm,
		'init',
		'phase',
		'addon',
		'coredns',
		'--config',
		'/var/tmp/minikube/kubeadm.yaml',
	]);
}

function kubectl(profile: string, ...args: string[]): Command {
	return ['kubectl', '--context', profile, '-n', 'kube-system', ...args, '--request-timeout=8s'];
}
