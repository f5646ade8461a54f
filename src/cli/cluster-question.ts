import { clusters } from '../clusters/index.js';
import { defaultProfile } from '../clusters/minikube/index.js';
import { minikubeProbe } from '../clusters/minikube/probe.js';
import type { Known } from '../core/check.js';
import type { Question } from '../core/question.js';
import { dockerProbe } from '../tools/docker/probe.js';
import type { ToolName } from '../tools/install/catalogue.js';
import { installProbe } from '../tools/install/probe.js';

/** What this run may do by itself so that Minikube is there. */
export interface Preparation {
	readonly installTools: boolean;
	readonly startDocker: boolean;
	/** It only writes files for a cluster that is elsewhere, so that none has to be here. */
	readonly writesOnly: boolean;
}

/** Minikube when Docker runs and it is installed, or this run may see to both; else this machine itself, which always works. */
export function defaultCluster(known: Known, mayPrepare: Preparation | undefined): string {
	if (mayPrepare?.writesOnly) return 'minikube';
	const docker = known(dockerProbe);
	const minikube = known(minikubeProbe(defaultProfile));
	const dockerRuns = docker && (!docker.problem || (mayPrepare?.startDocker && docker.start));
	// The default profile is only unknown when another one was named, and who names one wants Minikube.
	const isThere = minikube === undefined || minikube.version || (mayPrepare?.installTools && canInstall(known, 'minikube'));
	return dockerRuns && isThere ? 'minikube' : 'none';
}

function canInstall(known: Known, tool: ToolName): boolean {
	const install = known(installProbe);
	return install?.folder !== undefined && install.packages[tool] !== undefined;
}

export function clusterQuestion(known: Known, mayPrepare: Preparation | undefined): Question {
	return {
		id: 'cluster',
		flag: 'cluster',
		env: ['TODO_K8S_CLUSTER'],
		asks: 'Where should it run?',
		help: 'Can be changed later by running this again.',
		options: clusters.map(({ option }) => option(known)),
		fallback: defaultCluster(known, mayPrepare),
		// What once was there may be gone: the machine decides anew.
		forgets: true,
	};
}
