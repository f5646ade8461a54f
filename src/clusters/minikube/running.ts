import { type Check, defineCheck } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import { shortVersion } from '../../tools/version.js';
import { type ClusterState, type MinikubeFacts, minikubeProbe } from './probe.js';

/** The goal of starting it. */
export function clusterIsRunning(profile: string): Check {
	return defineCheck({
		id: 'cluster.running',
		title: `The cluster "${profile}" is running`,
		needs: { minikube: minikubeProbe(profile) },
		diagnose: ({ minikube }) =>
			minikube.state === 'running'
				? []
				: [
						found(findingOf[minikube.state] ?? 'minikube.not-running', {
							says: `The cluster "${profile}" is not running.`,
							because: `minikube status: ${stateWords[minikube.state]}${minikube.said ? ` (${minikube.said})` : ''}`,
							remedies: [
								{
									kind: 'manual',
									says: 'Look at what it says itself.',
									commands: [`minikube status -p ${profile}`, `minikube logs -p ${profile}`],
								},
							],
						}),
					],
		describe: ({ minikube }) => ({ subject: `Cluster "${profile}"`, fact: stateFact(minikube) }),
	});
}

/** States that have a page of their own. */
const findingOf: Partial<Record<ClusterState, FindingId>> = {
	'container-gone': 'minikube.container-gone',
	'kubeconfig-stale': 'minikube.kubeconfig-stale',
};

const stateWords: Readonly<Record<ClusterState, string>> = {
	absent: 'no cluster yet',
	running: 'running',
	paused: 'paused',
	stopped: 'stopped',
	'container-gone': 'its container is gone',
	'kubeconfig-stale': 'running, kubectl points elsewhere',
	'half-running': 'the node runs, Kubernetes in it does not',
	unknown: 'in an unknown state',
};

/** For a list: "profile minikube: stopped". */
export function stateFact({ profile, state, kubernetes, driver }: MinikubeFacts): string {
	if (state === 'absent') return stateWords.absent;
	const details = state === 'running' ? ` · Kubernetes ${shortVersion(kubernetes ?? '')} · ${driver}` : '';
	return `profile "${profile}": ${stateWords[state]}${details}`;
}
