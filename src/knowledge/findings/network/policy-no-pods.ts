import { entry } from '../../entry.js';

export const networkPolicyNoPods = entry({
	id: 'network.policy-no-pods',
	layer: 'access',
	title: 'A network policy applies to no pod.',
	means: 'The labels that it looks for are on no pod, so it protects nothing.',
	told: 'Its podSelector beside the labels of the pods.',
	fixes: [
		{
			says: 'Make selector and labels the same.',
			commands: ['kubectl get pods --show-labels -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
