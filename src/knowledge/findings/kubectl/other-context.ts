import { entry } from '../../entry.js';

export const kubectlOtherContext = entry({
	id: 'kubectl.other-context',
	cause: 'kubeconfig-stale-context',
	layer: 'cluster',
	title: 'kubectl uses another context.',
	means: 'The goal of choosing a context does not hold yet.',
	told: '"kubectl config view" names the current one.',
	fixes: [{ says: 'Choose the context.', commands: ['kubectl config use-context minikube'] }],
	wizard: 'Chooses another context only when the current one is gone or dead.',
});
