import { entry } from '../../entry.js';

export const gatewayRouteLost = entry({
	id: 'gateway.route-lost',
	layer: 'access',
	title: 'A route leads from a gateway that does not exist or does not take it.',
	means: 'The route hangs on a gateway by name, and the gateway says which namespaces may do that.',
	told: 'The name is not in the list of gateways, or the listeners allow other namespaces only.',
	fixes: [
		{
			says: 'Correct parentRefs of the route, or allowedRoutes of the gateway.',
			commands: ['kubectl describe httproute NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
