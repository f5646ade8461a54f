import { entry } from '../../entry.js';

export const minikubeKubeconfigStale = entry({
	id: 'minikube.kubeconfig-stale',
	cause: 'kubeconfig-stale-context',
	layer: 'cluster',
	title: 'The cluster runs, but kubectl looks for it at another address.',
	means: 'A cluster that was started again can be at another port than the kubeconfig says.',
	told: 'Minikube compares the two itself, and says "Misconfigured".',
	fixes: [{ says: 'Let Minikube write its present address.', commands: ['minikube update-context'] }],
	wizard: 'Updates the address before it asks the cluster anything.',
});
