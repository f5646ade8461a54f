import { type Check, defineCheck } from '../../core/check.js';
import { judgeServer, serverProbe } from '../../tools/kubectl/server.js';
import { minikubeProbe } from './probe.js';

/** The API server of a profile that runs answers, fits this kubectl and lets this user work. */
export function serverAnswers(profile: string): Check {
	return defineCheck({
		id: 'kubectl.server',
		title: 'The cluster answers kubectl',
		needs: { server: serverProbe(profile), minikube: minikubeProbe(profile) },
		diagnose: ({ server, minikube }) => (minikube.state === 'running' ? judgeServer(server, profile) : []),
		describe: ({ server, minikube }) => ({ subject: `Context "${profile}"`, fact: factOf(server.version, minikube.state === 'running') }),
	});
}

function factOf(version: string | undefined, runs: boolean): string {
	if (version) return `Kubernetes ${version.replace(/^v/, '')}`;
	return runs ? 'does not answer' : 'its cluster does not run';
}
