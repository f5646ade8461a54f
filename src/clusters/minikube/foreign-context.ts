import { defineCheck, type Finding } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { type KubectlFacts, kubectlProbe } from '../../tools/kubectl/probe.js';
import { type MinikubeFacts, minikubeProbe } from './probe.js';

/**
 * The context of the profile's name is not somebody else's. Minikube would overwrite it, and what we do in the meantime
 * would be done over there.
 */
export const contextIsOurs = (profile: string) =>
	defineCheck({
		id: 'minikube.context',
		title: `The context "${profile}" leads to a cluster on this machine`,
		quiet: true,
		needs: { kubectl: kubectlProbe, minikube: minikubeProbe(profile) },
		diagnose: ({ kubectl, minikube }) => judge(kubectl, minikube),
	});

function judge({ contexts }: KubectlFacts, { profile, ip }: MinikubeFacts): Finding[] {
	const server = contexts[profile];
	if (!server || !looksRemote(server, ip)) return [];
	return [
		found('kubectl.foreign-context', {
			says: `kubectl's context "${profile}" leads to another cluster (${server}). Nothing was done there.`,
			remedies: [
				{
					kind: 'manual',
					says: 'Take another name for the cluster of the app, or rename that context.',
					commands: ['todo-k8s-setup --profile todo', `kubectl config rename-context ${profile} NEW-NAME`],
				},
			],
		}),
	];
}

/** Neither this machine, nor an address that only a network at home or in a company has, nor a name without a domain. */
export function looksRemote(server: string, ownAddress?: string): boolean {
	const host = URL.canParse(server) ? new URL(server).hostname.replace(/^\[|\]$/g, '') : '';
	if (host === '' || host === ownAddress || host === '::1') return false;
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return !/^(127|10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./.test(host);
	if (host.includes(':')) return !/^f[cd]|^fe80/i.test(host);
	return host.includes('.') && !/\.(internal|local|localhost|test)$/.test(host);
}
