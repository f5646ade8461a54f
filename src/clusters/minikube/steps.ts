import { StepFailed } from '../../core/error.js';
import { GIB } from '../../core/size.js';
import type { Step, StepContext } from '../../core/step.js';
import { dockerProbe } from '../../tools/docker/probe.js';
import { commandsToFree, configProblems, freeConfig } from '../../tools/kubectl/config-file.js';
import { selectContext } from '../../tools/kubectl/context.js';
import { type KubectlFacts, kubectlProbe } from '../../tools/kubectl/probe.js';
import { newNodeMb } from './ground.js';
import { enforcingNetwork } from './network.js';
import { forgetForeignKubelet, giveUpForgottenNode, prepareNewContainer } from './old-volume.js';
import { type MinikubeFacts, minikubeProbe } from './probe.js';
import { minikube } from './run-minikube.js';
import { clusterIsRunning } from './running.js';
import { commandsOf, spoken, wayUp } from './way-up.js';

export interface StartOptions {
	readonly profile: string;
	/** Only for a new cluster, as all below. */
	readonly registryMirror?: string;
	/** Memory that the servers beside the app need, in MiB. */
	readonly serversMb?: number;
	/** Its network enforces network policies. */
	readonly enforcesPolicies?: boolean;
}

/** Creates the cluster, or brings the one that is there up, by whatever its state asks for. */
export function startCluster(options: StartOptions): Step {
	const { profile } = options;
	return {
		id: 'cluster.start',
		title: `Start the cluster "${profile}"`,
		done: `Cluster "${profile}" started`,
		goal: clusterIsRunning(profile),
		after: ['minikube.install', 'kubectl.install'],
		carries: true,
		preview: [spoken(newCluster(options))],
		previewHere: {
			id: `minikube.way-up:${profile}`,
			async read(ports, signal) {
				const { minikube: facts, kubectl, docker } = await readAll((probe) => probe.read(ports, signal), profile);
				const way = wayUp(facts, kubectl);
				const before = way === 'unpause' ? [] : commandsToFree(kubectl);
				return [...before, ...commandsOf(way, facts, newCluster(options, docker.memoryBytes))];
			},
		},
		costs: '2 CPU · up to 4 GiB',
		seconds: 60,
		withinMs: 60_000,
		async run(context) {
			const { minikube: facts, kubectl, docker } = await readAll(context.read, profile);
			// A context that the user works in stays selected; without one, plain kubectl should find this cluster.
			const flags = [...startFlags, ...(kubectl.current && kubectl.current !== profile ? ['--keep-context'] : [])];
			const began = context.ports.clock.now();
			const way = wayUp(facts, kubectl);
			if (way !== 'unpause') await freeConfig(context, kubectl);
			switch (way) {
				case 'update-context':
					return tellKubectl(context, profile, kubectl);
				case 'create':
					await giveUpForgottenNode(context, profile);
					return minikube(context, [...newCluster(options, docker.memoryBytes), ...flags]);
				case 'unpause':
					await minikube(context, ['unpause', '-p', profile]);
					return untilNodeReports(context, profile, began);
				case 'start-new-container':
					await prepareNewContainer(context, facts);
					break;
				case 'start-new-kubelet':
					await forgetForeignKubelet(context, facts);
					break;
				case 'start':
			}
			await minikube(context, ['start', '-p', profile, ...flags]);
			await untilNodeReports(context, profile, began);
		},
	};
}

async function readAll(read: StepContext['read'], profile: string) {
	const [minikube, docker, kubectl] = await Promise.all([read(minikubeProbe(profile)), read(dockerProbe), read(kubectlProbe)]);
	return { minikube, docker, kubectl };
}

/** Tells kubectl where the cluster is. Minikube also selects it then; who works in another context gets that one back. */
export function updateContext(profile: string): Step {
	return {
		id: 'cluster.update-context',
		title: `Tell kubectl where the cluster "${profile}" is`,
		done: `kubectl knows where the cluster "${profile}" is`,
		goal: clusterIsRunning(profile),
		after: ['kubectl.free-config'],
		preview: [`minikube update-context -p ${profile}`],
		seconds: 1,
		async run(context) {
			const kubectl = await context.read(kubectlProbe);
			// Seen before Minikube selects its own context: kubectl could not select the user's again.
			throwUnlessWritable(kubectl);
			await tellKubectl(context, profile, kubectl);
		},
	};
}

/** For steps that say no more than their own commands: what they would meet is a step of its own. */
function throwUnlessWritable(kubectl: KubectlFacts): void {
	const findings = configProblems(kubectl);
	if (findings.length > 0) throw new StepFailed("kubectl's configuration cannot be written.", { findings });
}

async function tellKubectl(context: StepContext, profile: string, { current, contexts }: KubectlFacts): Promise<void> {
	await minikube(context, ['update-context', '-p', profile]);
	if (current && current !== profile && current in contexts) await selectContext(context, current);
}

const reportPatienceMs = 30_000;
const settleMs = 3000;

/**
 * A cluster that comes back tells for some seconds how its pods were before it went, and a kubelet that was stopped takes
 * them for not ready until it has probed them. The node's lease is its first sign of life, and its pods' true states
 * follow within three seconds of it. A clock that differs from ours (a VM's)
 * only costs the patience.
 */
async function untilNodeReports({ ports, signal, progress }: StepContext, profile: string, sinceMs: number): Promise<void> {
	progress({ says: 'waiting for the node to report' });
	const deadline = ports.clock.now() + reportPatienceMs;
	const lease = ['get', 'leases', '-n', 'kube-node-lease', '-o', 'jsonpath={.items[*].spec.renewTime}'];
	for (;;) {
		const outcome = await ports.shell.run(['kubectl', '--context', profile, '--request-timeout=5s', ...lease], { signal, timeoutMs: 8000 });
		const renewed = outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout.split(/\s+/).map((time) => Date.parse(time)) : [];
		if (renewed.some((time) => time >= sinceMs) || ports.clock.now() > deadline) break;
		await ports.clock.sleep(500, signal);
	}
	await ports.clock.sleep(settleMs, signal);
}

/** Asks no questions and prints events. */
const startFlags = ['--interactive=false', '--output=json'];

/** `memoryBytes`: what Docker has, where that is known. */
function newCluster(
	{ profile, registryMirror, serversMb = 0, enforcesPolicies }: StartOptions,
	memoryBytes = Number.POSITIVE_INFINITY,
): string[] {
	const memory = memoryBytes >= GIB ? [`--memory=${newNodeMb(memoryBytes, serversMb)}`] : [];
	// The bridge that Minikube takes by itself knows no policies.
	const network = enforcesPolicies ? [`--cni=${enforcingNetwork}`] : [];
	const mirror = registryMirror ? [`--registry-mirror=${registryMirror}`] : [];
	return ['start', '-p', profile, '--driver=docker', '--cpus=2', ...memory, ...network, ...mirror];
}

/** Deletes what is left of a profile, so that it can be created anew. */
export function recreateCluster({ profile }: MinikubeFacts, fresh: Omit<StartOptions, 'profile'> = {}): Step {
	// Its commands are the same, whatever is there.
	const { previewHere: _here, ...start } = startCluster({ ...fresh, profile });
	return {
		...start,
		id: 'cluster.recreate',
		title: `Create the cluster "${profile}" again`,
		done: `Cluster "${profile}" created again`,
		preview: [`minikube delete -p ${profile}`, `minikube start -p ${profile} --driver=docker`],
		destroys: `Everything that ran in the cluster "${profile}", its volumes included.`,
		async run(context) {
			// Where the new cluster could not be written down, the old one stays.
			throwUnlessWritable(await kubectlProbe.read(context.ports, context.signal));
			await minikube(context, ['delete', '-p', profile, '--output=json']);
			// What was known before is gone now.
			await start.run({ ...context, read: (probe) => probe.read(context.ports, context.signal) });
		},
	};
}
