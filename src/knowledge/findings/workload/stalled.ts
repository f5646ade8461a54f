import { entry } from '../../entry.js';

export const workloadStalled = entry({
	id: 'workload.stalled',
	layer: 'rollout',
	title: 'A rollout does not get on.',
	means: 'The Deployment did not get its new pods ready within its deadline. The old ones go on serving, if there are any.',
	told: 'The condition Progressing is False.',
	fixes: [
		{
			says: 'Put right what the new pods wait for, or go back.',
			commands: ['kubectl rollout undo deployment/NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
