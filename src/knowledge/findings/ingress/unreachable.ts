import { entry } from '../../entry.js';

export const ingressUnreachable = entry({
	id: 'ingress.unreachable',
	layer: 'access',
	title: 'An ingress leads to a service without a pod that is ready.',
	means: 'Whoever asks it gets 503.',
	told: 'It is a consequence: the pods behind the service have the cause.',
	fixes: [
		{
			says: 'Look what the pods behind it wait for.',
			commands: ['todo-k8s-setup diagnose'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
