import { entry } from '../../entry.js';

export const autoscalerCannotScale = entry({
	id: 'autoscaler.cannot-scale',
	layer: 'rollout',
	title: 'An autoscaler cannot work.',
	means: 'It does not get the figures that it scales by, or may not change the workload.',
	told: 'The condition ScalingActive or AbleToScale is False; its message says why.',
	fixes: [
		{
			says: 'Switch on the metrics of the cluster, and give every container requests.',
			commands: ['minikube addons enable metrics-server', 'kubectl describe hpa NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
