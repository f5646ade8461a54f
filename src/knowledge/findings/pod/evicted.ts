import { entry } from '../../entry.js';

export const podEvicted = entry({
	id: 'pod.evicted',
	layer: 'rollout',
	title: 'A pod was evicted.',
	means: 'The node was short of memory or disk and ended pods to save itself. A controller makes a new one elsewhere or later.',
	told: 'The pod has failed with the reason "Evicted"; its message names what was short.',
	fixes: [
		{
			says: 'Give the node more of it, or let the pods request what they need. The remains can be deleted.',
			commands: ['kubectl delete pods --field-selector status.phase=Failed -n NAMESPACE'],
		},
	],
	wizard: 'Names what the node was short of.',
});
