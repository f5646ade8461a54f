import { type Check, defineCheck } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { minikubeProbe } from './probe.js';

/** The smallest network plugin of Minikube that enforces network policies; it comes with Minikube's own image. */
export const enforcingNetwork = 'kindnet';

/** Of those that Minikube has; "false" is none at all. */
const openNetworks = new Set(['bridge', 'flannel', 'false']);

/** A cluster that is there keeps its network, so that it can only be said that its policies close nothing. */
export function networkEnforcesPolicies(profile: string): Check {
	return defineCheck({
		id: 'minikube.network',
		title: 'The network of the cluster enforces network policies',
		needs: { minikube: minikubeProbe(profile) },
		diagnose: ({ minikube: { state, network } }) => {
			if (state === 'absent' || state === 'container-gone' || network === undefined || !openNetworks.has(network)) return [];
			return [
				found('network.policies-not-enforced', {
					severity: 'note',
					says: `The network of the cluster "${profile}" does not enforce network policies.`,
					because: `Its network plugin is ${network === 'false' ? 'none' : network}.`,
				}),
			];
		},
	});
}
