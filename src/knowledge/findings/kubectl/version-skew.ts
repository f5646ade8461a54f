import { entry } from '../../entry.js';

export const kubectlVersionSkew = entry({
	id: 'kubectl.version-skew',
	layer: 'prerequisites',
	title: 'kubectl and the cluster are more than one minor version apart.',
	means: 'kubectl promises to work with servers one minor version older or newer. Beyond that most things work, and some fail in odd ways.',
	told: '"kubectl version" tells both.',
	fixes: [
		{
			says: 'Use a kubectl of about the same version as the cluster.',
			commands: ['minikube kubectl -- get pods', 'todo-k8s-setup doctor --fix'],
			docs: 'https://kubernetes.io/releases/version-skew-policy/',
		},
	],
	wizard: 'Tells it as a note: what it sends is understood by all supported versions.',
});
