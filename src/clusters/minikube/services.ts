import { type Check, defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Command } from '../../core/shell.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { type MinikubeFacts, minikubeProbe } from './probe.js';
import { minikube } from './steps.js';

/** What the cluster itself runs for all that is in it. */
export interface ServiceFacts {
	/** Pods of the name service that are wanted; undefined: nobody asks for any. */
	readonly dns: number | undefined;
	/** There is a pod that makes volumes. */
	readonly storage: boolean;
}

/** undefined: the cluster does not answer. */
export function servicesProbe(profile: string): Probe<ServiceFacts | undefined> {
	const each = '{range .items[*]}{.kind}/{.metadata.name} {.spec.replicas} {.metadata.deletionTimestamp}{"\\n"}{end}';
	return {
		id: `minikube.services:${profile}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(kubectl(profile, 'get', 'deployments,pods', '-o', `jsonpath=${each}`), { signal, timeoutMs: 10_000 });
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
	};
}

/** Pods that nobody replaces, and a Deployment that somebody scaled to 0: neither comes back by itself. */
function servicesRun(profile: string): Check {
	return defineCheck({
		id: 'cluster.services-run',
		title: 'Name service and storage of the cluster run',
		needs: { services: servicesProbe(profile), minikube: minikubeProbe(profile) },
		diagnose: ({ services, minikube: { addons } }): Finding[] => {
			if (!services) return [found('cluster.unreachable', { says: 'The cluster does not answer.', remedies: [] })];
			return [
				...(services.dns
					? []
					: [found('cluster.dns-down', { because: `Deployment coredns: ${services.dns === 0 ? 'scaled to 0' : 'gone'}` })]),
				...(lacksStorage(services, addons)
					? [found('cluster.storage-down', { because: 'There is no pod "storage-provisioner" in kube-system.' })]
					: []),
			];
		},
	});
}

/** Who turned the addon off has storage of another kind. */
function lacksStorage({ storage }: ServiceFacts, addons: readonly string[]): boolean {
	return !storage && addons.includes('storage-provisioner');
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
			const { ports, signal } = context;
			const [services, facts] = await Promise.all([servicesProbe(profile).read(ports, signal), minikubeProbe(profile).read(ports, signal)]);
			if (!services) return;
			if (!services.dns) await bringBackDns(context, facts, services.dns);
			if (lacksStorage(services, facts.addons)) await minikube(context, ['addons', 'enable', 'storage-provisioner', '-p', profile]);
		},
	};
}

async function bringBackDns(context: StepContext, { profile, kubernetes }: MinikubeFacts, replicas: number | undefined): Promise<void> {
	const { ports, signal } = context;
	if (replicas === 0) {
		await ports.shell.run(kubectl(profile, 'scale', 'deployment/coredns', '--replicas=1'), { signal, timeoutMs: 15_000 });
		return;
	}
	// Minikube makes it with kubeadm, once; the same part of kubeadm makes it again.
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
