import { entry } from '../../entry.js';

export const ingressClassMissing = entry({
	id: 'ingress.class-missing',
	layer: 'access',
	title: 'An ingress names a class that does not exist.',
	means: 'No controller feels responsible, so the address does not answer.',
	told: 'The name is not in the list of classes.',
	fixes: [
		{
			says: 'Name a class that exists, or install its controller.',
			commands: ['kubectl get ingressclass', 'minikube addons enable ingress'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
