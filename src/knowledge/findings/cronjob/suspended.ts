import { entry } from '../../entry.js';

export const cronjobSuspended = entry({
	id: 'cronjob.suspended',
	layer: 'rollout',
	title: 'A cron job is suspended.',
	means: 'It starts no jobs until somebody lets it go on.',
	told: 'spec.suspend is true.',
	fixes: [
		{
			says: 'Let it go on.',
			commands: ['kubectl patch cronjob NAME -n NAMESPACE -p \'{"spec":{"suspend":false}}\''],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
