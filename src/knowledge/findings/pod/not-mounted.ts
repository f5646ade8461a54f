import { entry } from '../../entry.js';

export const podNotMounted = entry({
	id: 'pod.not-mounted',
	layer: 'rollout',
	title: 'A volume cannot be mounted into the pod.',
	means: 'The pod has a node, but one of its volumes does not get there: it is attached elsewhere, or its path or type is wrong.',
	told: 'The events FailedMount or FailedAttachVolume, and no Secret or ConfigMap is missing.',
	fixes: [
		{
			says: 'Read what the node says about the volume.',
			commands: ['kubectl describe pod POD', 'kubectl get pvc,pv,volumeattachments'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
