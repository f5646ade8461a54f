import { entry } from '../../entry.js';

export const cronjobBadSchedule = entry({
	id: 'cronjob.bad-schedule',
	layer: 'rollout',
	title: 'The schedule of a cron job cannot be read, or never comes.',
	means: 'A schedule has five fields (minute, hour, day, month, weekday) or is a word such as @daily. A deadline must not be negative.',
	told: 'The fields themselves.',
	fixes: [
		{
			says: 'Correct spec.schedule and spec.startingDeadlineSeconds.',
			commands: ['kubectl explain cronjob.spec.schedule'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
