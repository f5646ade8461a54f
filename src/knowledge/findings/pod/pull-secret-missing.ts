import { entry } from '../../entry.js';

export const podPullSecretMissing = entry({
	id: 'pod.pull-secret-missing',
	layer: 'load',
	title: 'The secret for pulling the image does not exist.',
	means: 'The pod names an imagePullSecret that is not in its namespace, so a private registry refuses it.',
	told: 'The name in imagePullSecrets is not in the list of secrets.',
	fixes: [
		{
			says: 'Create it in this namespace.',
			commands: ['kubectl create secret docker-registry NAME --docker-server=... --docker-username=... -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
