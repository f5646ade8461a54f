import { entry } from '../../entry.js';

export const disruptionNoPods = entry({
	id: 'disruption.no-pods',
	layer: 'rollout',
	title: 'A disruption budget protects no pod.',
	means: 'The labels that it looks for are on no pod.',
	told: 'Its selector beside the labels of the pods.',
	fixes: [
		{
			says: 'Make selector and labels the same.',
			commands: ['kubectl get pods --show-labels -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
