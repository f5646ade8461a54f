import { entry } from '../../entry.js';

export const podRefused = entry({
	id: 'pod.refused',
	layer: 'rollout',
	title: 'The cluster does not let the pod in.',
	means: 'A rule of the cluster (Pod Security, a limit range, a policy) refuses the pod before it exists.',
	told: 'The controller says "forbidden" or "denied"; there is no pod to look at.',
	fixes: [
		{
			says: 'Change the pod so that it keeps the rule that the message names.',
			commands: ['kubectl get events -n NAMESPACE --field-selector reason=FailedCreate'],
		},
	],
	wizard: 'Its own pods keep "restricted", the strictest rules of Pod Security.',
});
