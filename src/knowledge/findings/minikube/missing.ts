import { entry } from '../../entry.js';

export const minikubeMissing = entry({
	id: 'minikube.missing',
	cause: 'tool-not-on-path',
	layer: 'prerequisites',
	title: 'Minikube is not installed.',
	means: 'Minikube makes a small cluster inside Docker on this machine.',
	told: 'No program "minikube" is on the PATH.',
	fixes: [{ says: 'Install Minikube.', commands: ['todo-k8s-setup doctor --fix'], docs: 'https://minikube.sigs.k8s.io/docs/start/' }],
	wizard: 'Installs it for this user when you choose it, with its checksum compared; or runs the app without a cluster.',
});
