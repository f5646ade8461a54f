import { entry } from '../../entry.js';

export const minikubeFailed = entry({
	id: 'minikube.failed',
	layer: 'cluster',
	title: 'Minikube ended with an error.',
	means: 'It names the error itself, with an id and often with advice.',
	told: 'No cause that we know fits what it printed.',
	fixes: [
		{
			says: 'Follow its advice; its log tells more.',
			commands: ['minikube logs --file=logs.txt'],
			docs: 'https://minikube.sigs.k8s.io/docs/',
		},
	],
	wizard: 'Shows the id, the advice and the last lines.',
});
