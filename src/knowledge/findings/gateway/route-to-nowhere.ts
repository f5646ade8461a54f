import { entry } from '../../entry.js';

export const gatewayRouteToNowhere = entry({
	id: 'gateway.route-to-nowhere',
	layer: 'access',
	title: 'A route leads to a service or a port that does not exist.',
	means: 'Whoever asks it gets 500.',
	told: 'The name is not in the list of services, or the port not in that of the service.',
	fixes: [
		{
			says: 'Correct backendRefs of the route.',
			commands: ['kubectl get services -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
