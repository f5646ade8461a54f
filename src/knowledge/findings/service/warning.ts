import { entry } from '../../entry.js';

export const serviceWarning = entry({
	id: 'service.warning',
	layer: 'access',
	title: 'The cluster complains about a service.',
	means: 'A controller that should make something for the service (an address, a load balancer) reports a problem.',
	told: 'A warning event of the service.',
	fixes: [
		{
			says: 'Read what it says.',
			commands: ['kubectl describe service NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
