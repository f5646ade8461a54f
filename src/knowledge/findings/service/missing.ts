import { entry } from '../../entry.js';

export const serviceMissing = entry({
	id: 'service.missing',
	layer: 'access',
	title: 'Something names a service that does not exist.',
	means: 'A name in the cluster is the name of a Service of the same namespace, or NAME.NAMESPACE for another one.',
	told: 'No Service of this namespace has that name.',
	fixes: [
		{
			says: 'Create the service, or correct the name where it is used.',
			commands: ['kubectl get services -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
