import { entry } from '../../entry.js';

export const kubectlConfigUnreadable = entry({
	id: 'kubectl.config-unreadable',
	cause: 'kubeconfig-env-bad-path',
	layer: 'prerequisites',
	title: 'kubectl cannot read its configuration.',
	means: 'The file that KUBECONFIG names, or ~/.kube/config, is not there, not yours, or no valid YAML.',
	told: '"kubectl config view" failed.',
	fixes: [
		{
			says: 'Look at the file that KUBECONFIG (or ~/.kube/config) names: it must be yours and valid YAML.',
			commands: ['echo $KUBECONFIG', 'ls -l ~/.kube/config', 'kubectl config view'],
		},
	],
	wizard: 'Reads it while it inspects, and quotes what is wrong with it.',
});
