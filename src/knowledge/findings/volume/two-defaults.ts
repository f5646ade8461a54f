import { entry } from '../../entry.js';

export const volumeTwoDefaults = entry({
	id: 'volume.two-defaults',
	layer: 'rollout',
	title: 'Several storage classes are the default.',
	means: 'A claim without a class gets the newest of them, which may not be the one that was meant.',
	told: 'The annotation is-default-class is true on more than one.',
	fixes: [
		{
			says: 'Leave it on one.',
			commands: ['kubectl get storageclass'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
