import { entry } from '../../entry.js';

export const volumeLeftOver = entry({
	id: 'volume.left-over',
	layer: 'rollout',
	title: 'A volume is left over from a claim that was deleted.',
	means: 'Its data is still there, but no claim can bind to it until somebody clears it.',
	told: 'The phase of the volume is Released or Failed.',
	fixes: [
		{
			says: 'Delete it if nobody needs its data.',
			commands: ['kubectl get pv', 'kubectl delete pv NAME'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
