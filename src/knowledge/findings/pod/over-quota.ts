import { entry } from '../../entry.js';

export const podOverQuota = entry({
	id: 'pod.over-quota',
	cause: 'pod-unschedulable-resources',
	layer: 'rollout',
	title: 'The quota of the namespace does not allow more pods.',
	means: 'A ResourceQuota limits what all pods of the namespace may request together. The pod was never made.',
	told: '"exceeded quota" or "failed quota" in what the controller says; there is no pod to look at.',
	fixes: [
		{
			says: 'Lower the requests, remove what is not needed, or raise the quota.',
			commands: ['kubectl describe quota -n NAMESPACE'],
		},
	],
	wizard: 'Names the quota and what it is short of.',
});
