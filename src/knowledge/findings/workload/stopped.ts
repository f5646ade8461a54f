import { entry } from '../../entry.js';

export const workloadStopped = entry({
	id: 'workload.stopped',
	layer: 'rollout',
	title: 'A workload is scaled to 0.',
	means: 'Somebody set its replicas to 0, so nothing of it runs.',
	told: 'spec.replicas is 0.',
	fixes: [
		{
			says: 'Scale it up again.',
			commands: ['kubectl scale deployment/NAME --replicas=1 -n NAMESPACE'],
		},
	],
	wizard: 'Puts the replicas of its own release back when it is run again.',
});
