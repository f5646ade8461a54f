import { entry } from '../../entry.js';

export const podProgramEnds = entry({
	id: 'pod.program-ends',
	layer: 'rollout',
	title: 'The program ends right after its start.',
	means: 'The container starts and its program ends by itself; Kubernetes starts it again and again, with longer pauses.',
	told: 'Its log does not name a cause that we know. The last lines are the best there is.',
	fixes: [
		{
			says: 'Read the last lines before it ended, and correct what they name.',
			commands: ['kubectl logs POD --previous', 'kubectl describe pod POD'],
		},
	],
	wizard: 'Shows the last lines of the log.',
});
