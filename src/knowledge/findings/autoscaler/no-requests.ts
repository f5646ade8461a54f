import { entry } from '../../entry.js';

export const autoscalerNoRequests = entry({
	id: 'autoscaler.no-requests',
	layer: 'rollout',
	title: 'The workload of an autoscaler requests no CPU or memory.',
	means: 'Utilization is measured against what a container requests; without requests there is nothing to measure against.',
	told: 'The containers of the workload have no resources.requests.',
	fixes: [
		{
			says: 'Give every container requests.',
			commands: ['kubectl set resources deployment/NAME --requests=cpu=50m,memory=64Mi -n NAMESPACE'],
		},
	],
	wizard: 'The pods of its own release have requests.',
});
