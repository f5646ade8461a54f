import { entry } from '../../entry.js';

export const minikubeForeignNode = entry({
	id: 'minikube.foreign-node',
	layer: 'cluster',
	title: 'Docker has a node of that name, and it belongs to another Minikube.',
	means:
		'All who use this Docker share its containers. A cluster of the same name was made by another user, or with another MINIKUBE_HOME, and Minikube would write its own keys into it.',
	told: 'The container carries the label of the profile, no profile of this user knows it, and its authority is another one than in ~/.minikube/ca.crt.',
	fixes: [
		{ says: 'Take another name for your cluster.', commands: ['todo-k8s-setup --profile todo'] },
		{
			says: 'If it is left over from a ~/.minikube of yours that you deleted, delete it with all that is in it.',
			commands: ['docker rm -f NAME && docker volume rm NAME'],
		},
	],
	wizard: 'Stops before it touches anything.',
});
