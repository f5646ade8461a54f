import { entry } from '../../entry.js';

export const clusterUnreachable = entry({
	id: 'cluster.unreachable',
	layer: 'cluster',
	title: 'The cluster does not answer.',
	means: 'Its API server could not be asked. It is stopped, starting, overloaded, or at another address.',
	told: 'kubectl itself failed; nothing is known of the pods.',
	fixes: [
		{
			says: 'Look whether it runs, and let kubectl find it.',
			commands: ['minikube status', 'minikube update-context', 'kubectl cluster-info'],
		},
	],
	wizard: 'Starts or unpauses it, updates its address, and waits until it answers.',
});
