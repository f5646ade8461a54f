import { entry } from '../../entry.js';

export const gatewayClassMissing = entry({
	id: 'gateway.class-missing',
	layer: 'access',
	title: 'A gateway names a class that does not exist or is not accepted.',
	means: 'A GatewayClass says which controller serves the gateway. Without one nobody does.',
	told: 'The name is not in the list of classes, or its condition Accepted is not True.',
	fixes: [
		{
			says: 'Name a class that exists, or install its controller.',
			commands: ['kubectl get gatewayclass'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
