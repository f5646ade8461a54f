import { entry } from '../../entry.js';

export const podAccountMissing = entry({
	id: 'pod.account-missing',
	layer: 'rollout',
	title: 'The service account of the pod does not exist.',
	means: 'Pods run under a ServiceAccount of their namespace. Without it they are not made.',
	told: '"serviceaccount ... not found" in what the controller says.',
	fixes: [
		{
			says: 'Create it, or correct its name.',
			commands: ['kubectl create serviceaccount NAME -n NAMESPACE'],
		},
	],
	wizard: 'Installs its own accounts with the release.',
});
