import { entry } from '../../entry.js';

export const podGated = entry({
	id: 'pod.gated',
	layer: 'rollout',
	title: 'A pod is held back by a scheduling gate.',
	means: 'Somebody put a gate on the pod; the scheduler leaves it alone until the gate is removed.',
	told: 'The condition PodScheduled has the reason "SchedulingGated".',
	fixes: [
		{
			says: 'Look which controller should remove the gate, and whether it runs.',
			commands: ['kubectl get pod POD -o jsonpath="{.spec.schedulingGates}"'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
