import { entry } from '../../entry.js';

export const podNoSandbox = entry({
	id: 'pod.no-sandbox',
	layer: 'rollout',
	title: 'The node cannot give the pod a network.',
	means: 'Before its containers start, a pod gets a sandbox with an address. The network plugin or the runtime of the node fails there.',
	told: 'The event is called FailedCreatePodSandBox.',
	fixes: [
		{
			says: 'Look whether the network pods of the cluster run; a restart of the node often helps.',
			commands: ['kubectl get pods -n kube-system', 'minikube stop && minikube start'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
