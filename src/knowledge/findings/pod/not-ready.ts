import { entry } from '../../entry.js';

export const podNotReady = entry({
	id: 'pod.not-ready',
	layer: 'rollout',
	title: 'A pod is not ready.',
	means: 'It runs or starts, but does not say yet that it can take requests.',
	told: 'Nothing fatal is reported for it.',
	fixes: [{ says: 'Look what it waits for.', commands: ['todo-k8s-setup diagnose', 'kubectl get pods'] }],
	wizard: 'Waits while there is hope, and names the cause as soon as there is none.',
});
