import { entry } from '../../entry.js';

export const helmMissing = entry({
	id: 'helm.missing',
	cause: 'tool-not-on-path',
	layer: 'prerequisites',
	title: 'Helm is not installed.',
	means: 'Helm installs the app into the cluster from its chart.',
	told: 'No program "helm" is on the PATH.',
	fixes: [
		{ says: 'Install Helm 4 (or 3.13 and newer).', commands: ['todo-k8s-setup doctor --fix'], docs: 'https://helm.sh/docs/intro/install/' },
	],
	wizard: 'Installs it for this user when you choose it, with its checksum compared.',
});
