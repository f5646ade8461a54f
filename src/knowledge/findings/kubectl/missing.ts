import { entry } from '../../entry.js';

export const kubectlMissing = entry({
	id: 'kubectl.missing',
	cause: 'tool-not-on-path',
	layer: 'prerequisites',
	title: 'kubectl is not installed.',
	means: 'kubectl talks to the cluster.',
	told: 'No program "kubectl" is on the PATH.',
	fixes: [
		{ says: 'Install kubectl 1.28 or newer.', commands: ['todo-k8s-setup doctor --fix'], docs: 'https://kubernetes.io/docs/tasks/tools/' },
	],
	wizard: 'Installs it for this user when you choose it, with its checksum compared.',
});
