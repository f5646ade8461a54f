import { type Check, defineCheck } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import { configProblems } from '../../tools/kubectl/config-file.js';
import { type KubectlFacts, kubectlProbe } from '../../tools/kubectl/probe.js';
import { shortVersion } from '../../tools/version.js';
import { type MinikubeHomeFacts, minikubeHomeProbe } from './home.js';
import { type ClusterState, type MinikubeFacts, minikubeProbe } from './probe.js';

/** The goal of starting it. */
export function clusterIsRunning(profile: string): Check {
	return defineCheck({
		id: 'cluster.running',
		title: `The cluster "${profile}" is running`,
		needs: { minikube: minikubeProbe(profile), kubectl: kubectlProbe, home: minikubeHomeProbe(profile) },
		diagnose: ({ minikube, kubectl, home }) => {
			const trouble = expired(minikube, home) ?? troubleOf(minikube, kubectl);
			if (!trouble) return [];
			const commands = [`minikube status -p ${profile}`, `minikube logs -p ${profile}`];
			return [
				// To let it go on needs no change of kubectl's configuration; every other way does.
				...(minikube.state === 'paused' ? [] : configProblems(kubectl)),
				found(trouble.id, {
					says: `The cluster "${profile}" ${trouble.id === 'minikube.not-running' ? 'is not running' : 'cannot be used'}.`,
					because: trouble.because,
					remedies: [{ kind: 'manual', says: 'Look at what it says itself.', commands }],
				}),
			];
		},
		describe: ({ minikube }) => ({ subject: `Cluster "${profile}"`, fact: stateFact(minikube) }),
	});
}

/** Kubernetes in the node ends when its certificates do; a start makes new ones. */
function expired({ state }: MinikubeFacts, { certificateEndMs: end, nowMs }: MinikubeHomeFacts): Trouble | undefined {
	if (state !== 'half-running' || end === undefined || end > nowMs) return undefined;
	return { id: 'cluster.cert-expired', because: `the certificate of the API server ended on ${new Date(end).toISOString().slice(0, 10)}` };
}

interface Trouble {
	readonly id: FindingId;
	readonly because: string;
}

/** What keeps us from working with the cluster, by what Minikube and kubectl know of it. */
export function troubleOf({ state, said, profile }: MinikubeFacts, { contexts, lacking = {} }: KubectlFacts): Trouble | undefined {
	if (state !== 'running') {
		const id = state === 'container-gone' || state === 'kubeconfig-stale' ? (`minikube.${state}` as const) : 'minikube.not-running';
		return { id, because: `minikube status: ${stateWords[state]}${said ? ` (${said})` : ''}` };
	}
	// `minikube status` looks at the entry of the cluster only, not at the context or its keys.
	if (!(profile in contexts)) return { id: 'minikube.kubeconfig-stale', because: `kubectl has no context "${profile}"` };
	const file = lacking[profile];
	return file === undefined ? undefined : { id: 'minikube.home-incomplete', because: `${file} is gone` };
}

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
