import { entry } from '../../entry.js';

export const jobSuspended = entry({
	id: 'job.suspended',
	layer: 'rollout',
	title: 'A job is suspended.',
	means: 'It makes no pods until somebody lets it go on.',
	told: 'spec.suspend is true.',
	fixes: [
		{
			says: 'Let it go on.',
			commands: ['kubectl patch job NAME -n NAMESPACE -p \'{"spec":{"suspend":false}}\''],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
