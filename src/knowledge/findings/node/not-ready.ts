import { entry } from '../../entry.js';

export const nodeNotReady = entry({
	id: 'node.not-ready',
	layer: 'cluster',
	title: 'A node of the cluster is not ready.',
	means: 'Its kubelet does not report, or reports a problem; pods on it may not answer, and new ones do not get there.',
	told: 'The condition Ready of the node is not True.',
	fixes: [
		{
			says: 'Look what the node says, and start it again.',
			commands: ['kubectl describe node NAME', 'minikube stop && minikube start'],
		},
	],
	wizard: 'Starts its own cluster again.',
});
