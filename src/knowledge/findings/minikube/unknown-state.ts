import { entry } from '../../entry.js';

export const minikubeUnknownState = entry({
	id: 'minikube.unknown-state',
	layer: 'cluster',
	title: 'Minikube does not tell the state of its profile.',
	means: 'It hangs, or its notes about the cluster are damaged.',
	told: '"minikube status" failed without a state.',
	fixes: [{ says: 'Look at what it says itself, and stop it if it hangs.', commands: ['minikube status', 'minikube stop'] }],
	wizard: 'Quotes what Minikube said, and does not touch the profile.',
});
