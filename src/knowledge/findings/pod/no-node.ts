import { entry } from '../../entry.js';

export const podNoNode = entry({
	id: 'pod.no-node',
	layer: 'rollout',
	title: 'No node of the cluster fits the pod.',
	means: 'The pod asks for a node with certain labels, or every node has a taint that the pod does not tolerate.',
	told: 'The scheduler speaks of a selector, an affinity or a taint, and not of too little CPU or memory.',
	fixes: [
		{
			says: 'Compare what the pod asks for with the labels and taints of the nodes.',
			commands: ['kubectl get nodes --show-labels', 'kubectl describe nodes'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
