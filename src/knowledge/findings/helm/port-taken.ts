import { entry } from '../../entry.js';

export const helmPortTaken = entry({
	id: 'helm.port-taken',
	cause: 'port-in-use',
	layer: 'install',
	title: 'Another Service of the cluster has this NodePort already.',
	means: 'A NodePort is a port of the whole node, so only one Service can have it.',
	told: 'The API server refuses the Service and names the port.',
	fixes: [{ says: 'Choose another one.', commands: ['todo-k8s-setup --node-port 30081', 'kubectl get services -A'] }],
	wizard: 'Names the port; another one can be given with --node-port.',
});
