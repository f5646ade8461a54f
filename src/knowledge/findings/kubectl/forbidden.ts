import { entry } from '../../entry.js';

export const kubectlForbidden = entry({
	id: 'kubectl.forbidden',
	layer: 'cluster',
	title: 'This user may not create namespaces in the cluster.',
	means: 'The account in the kubeconfig has fewer rights than a release needs.',
	told: 'The API server itself was asked what this user may do.',
	fixes: [
		{
			says: 'Ask whoever runs the cluster for a namespace and the role "admin" in it, or use a cluster of your own.',
			commands: ['kubectl auth can-i --list'],
		},
	],
	wizard: 'Asks before it installs, and changes no rights.',
});
