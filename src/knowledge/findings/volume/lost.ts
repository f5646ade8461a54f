import { entry } from '../../entry.js';

export const volumeLost = entry({
	id: 'volume.lost',
	layer: 'rollout',
	title: 'The volume of a claim is gone.',
	means: 'The claim was bound to a volume that does not exist any more. What was on it is not there either.',
	told: 'The phase of the claim is Lost.',
	fixes: [
		{
			says: 'Bring the volume back, if it or a copy of it is somewhere.',
			commands: ['kubectl describe pvc NAME -n NAMESPACE'],
		},
		{ says: 'Or let the app go on with an empty volume.', commands: ['todo-k8s-setup up --delete-data'] },
	],
	wizard:
		'Stops before it changes anything. It goes on with an empty volume only after a yes of its own: in the wizard, or by "up --delete-data".',
});
