import { entry } from '../../entry.js';

export const disruptionBlocked = entry({
	id: 'disruption.blocked',
	layer: 'rollout',
	title: 'A disruption budget lets no pod go.',
	means: 'A drain of the node waits until one more pod is ready than the budget wants. With one replica that never comes.',
	told: 'status.disruptionsAllowed is 0.',
	fixes: [
		{
			says: 'Run one replica more, or allow one to be unavailable.',
			commands: ['kubectl get pdb -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
