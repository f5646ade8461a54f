import { entry } from '../../entry.js';

export const podRestarting = entry({
	id: 'pod.restarting',
	layer: 'rollout',
	title: 'A pod restarts again and again.',
	means: 'Its container ended more than three times and is not ready.',
	told: 'The restart count of the container.',
	fixes: [{ says: 'Read what it said before it ended.', commands: ['kubectl logs POD --previous', 'todo-k8s-setup diagnose'] }],
	wizard: 'Shows the last lines of its log with the cause.',
});
