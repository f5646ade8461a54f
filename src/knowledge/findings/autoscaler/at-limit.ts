import { entry } from '../../entry.js';

export const autoscalerAtLimit = entry({
	id: 'autoscaler.at-limit',
	layer: 'rollout',
	title: 'An autoscaler has reached its largest number of pods.',
	means: 'The load asks for more pods than maxReplicas allows.',
	told: 'The condition ScalingLimited is True because of TooManyReplicas.',
	fixes: [
		{
			says: 'Raise maxReplicas if the cluster has room.',
			commands: ['kubectl describe hpa NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
