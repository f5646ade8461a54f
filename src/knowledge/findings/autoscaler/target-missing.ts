import { entry } from '../../entry.js';

export const autoscalerTargetMissing = entry({
	id: 'autoscaler.target-missing',
	layer: 'rollout',
	title: 'An autoscaler has nothing to scale.',
	means: 'The workload that it names does not exist or cannot be scaled.',
	told: 'scaleTargetRef beside the list of workloads.',
	fixes: [
		{
			says: 'Correct scaleTargetRef, or delete the autoscaler.',
			commands: ['kubectl get hpa -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
