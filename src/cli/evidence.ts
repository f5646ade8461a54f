import { minikubeProbe } from '../clusters/minikube/probe.js';
import type { Known } from '../core/check.js';
import type { MachineEvidence } from '../core/setup.js';
import { desktopProbe } from '../tools/docker/desktop.js';
import { dockerProbe } from '../tools/docker/probe.js';
import { hostProbe, spokenPlatform } from '../tools/host/probe.js';
import { kubectlProbe } from '../tools/kubectl/probe.js';

/** What was read of this machine, in the form in which a failure from anywhere else comes with its context. */
export function evidenceOf(known: Known, dir: string, profile: string): MachineEvidence {
	const host = known(hostProbe(dir));
	const docker = known(dockerProbe);
	const desktop = known(desktopProbe);
	const minikube = known(minikubeProbe(profile));
	const kubectl = known(kubectlProbe);
	const facts: Record<string, string | undefined> = {
		uname: host?.kernel,
		'docker info': docker && (docker.said ?? `Server Version: ${docker.server}`),
		'Docker Desktop': desktop && desktop.state !== 'none' && desktop.state !== 'unknown' ? desktop.state : undefined,
		'minikube status': minikube?.version ? `${minikube.profile}: ${minikube.state}` : undefined,
		KUBECONFIG: host?.env.KUBECONFIG,
		DOCKER_HOST: host?.env.DOCKER_HOST,
		'kubectl config current-context': kubectl?.current,
	};
	return {
		platform: host ? spokenPlatform(host) : 'unknown',
		facts: Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1]))),
	};
}
