import { entry } from '../../entry.js';

export const workloadNotReady = entry({
	id: 'workload.not-ready',
	layer: 'rollout',
	title: 'A workload has fewer ready pods than it should.',
	means: 'A Deployment, StatefulSet or DaemonSet wants more pods than are ready.',
	told: 'It is a consequence: the pods, or what refuses them, have the cause.',
	fixes: [
		{
			says: 'Look what its pods wait for.',
			commands: ['kubectl get pods -n NAMESPACE', 'todo-k8s-setup diagnose POD'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
