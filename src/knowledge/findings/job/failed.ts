import { entry } from '../../entry.js';

export const jobFailed = entry({
	id: 'job.failed',
	layer: 'rollout',
	title: 'A job has failed.',
	means: 'Its pods failed as often as the job allows, or it took longer than it may. It is not tried again.',
	told: 'The condition Failed is True. The log of its last pod says why.',
	fixes: [
		{
			says: 'Put right what the log names, then make the job anew: a failed one does not start again.',
			commands: ['kubectl logs job/NAME -n NAMESPACE', 'kubectl delete job NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
