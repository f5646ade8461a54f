import { entry } from '../../entry.js';

export const serviceNotReady = entry({
	id: 'service.not-ready',
	layer: 'access',
	title: 'A service has no pod that is ready.',
	means: 'The pods behind it exist, but take no requests now.',
	told: 'It is a consequence: the pods have the cause.',
	fixes: [
		{
			says: 'Look what its pods wait for.',
			commands: ['todo-k8s-setup diagnose'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
