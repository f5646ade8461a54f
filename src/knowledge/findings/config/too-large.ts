import { entry } from '../../entry.js';

export const configTooLarge = entry({
	id: 'config.too-large',
	layer: 'install',
	title: 'A ConfigMap is nearly as large as one may be.',
	means: 'The API server takes 1 MiB at most; the next change may be refused.',
	told: 'The sum of its values.',
	fixes: [
		{
			says: 'Put large files into the image or onto a volume.',
			commands: ['kubectl get configmap NAME -n NAMESPACE -o yaml | wc -c'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
