import { entry } from '../../entry.js';

export const podDependencyDown = entry({
	id: 'pod.dependency-down',
	layer: 'rollout',
	title: 'A program cannot reach what it depends on.',
	means: 'The program itself is fine; the service that it asks does not answer.',
	told: 'Its log, its settings or its labels name the service, and that has no pod that is ready.',
	fixes: [
		{
			says: 'Put right what it depends on; this one follows by itself.',
			commands: ['todo-k8s-setup diagnose'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
