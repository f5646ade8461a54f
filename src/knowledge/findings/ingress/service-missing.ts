import { entry } from '../../entry.js';

export const ingressServiceMissing = entry({
	id: 'ingress.service-missing',
	layer: 'access',
	title: 'An ingress leads to a service that does not exist.',
	means: 'Whoever asks this path gets 503 or 404 from the controller.',
	told: 'The name is not in the list of services.',
	fixes: [
		{
			says: 'Correct the name, or create the service.',
			commands: ['kubectl get services -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
