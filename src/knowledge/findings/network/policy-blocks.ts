import { entry } from '../../entry.js';

export const networkPolicyBlocks = entry({
	id: 'network.policy-blocks',
	layer: 'access',
	title: 'A network policy keeps a pod from what it needs.',
	means: 'A policy with a direction and no rule for it forbids everything in that direction, DNS included.',
	told: 'The policies that select the pod: none of them allows it.',
	fixes: [
		{
			says: 'Add a rule that allows it. DNS is port 53, UDP and TCP.',
			commands: ['kubectl describe networkpolicy -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
