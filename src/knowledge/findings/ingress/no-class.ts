import { entry } from '../../entry.js';

export const ingressNoClass = entry({
	id: 'ingress.no-class',
	layer: 'access',
	title: 'An ingress names no class, and the cluster has no default one.',
	means: 'A class says which controller serves the ingress. Without one nobody does.',
	told: 'spec.ingressClassName is empty and no IngressClass is the default.',
	fixes: [
		{
			says: 'Name a class that exists.',
			commands: ['kubectl get ingressclass', 'minikube addons enable ingress'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
