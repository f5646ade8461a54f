import { entry } from '../../entry.js';

export const configEmpty = entry({
	id: 'config.empty',
	layer: 'install',
	title: 'A ConfigMap is empty.',
	means: 'Whoever uses it gets nothing.',
	told: 'It has no key.',
	fixes: [
		{
			says: 'Fill it, or delete it.',
			commands: ['kubectl describe configmap NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
