import { entry } from '../../entry.js';

export const serviceNoPods = entry({
	id: 'service.no-pods',
	cause: 'service-port-mismatch',
	layer: 'access',
	title: 'A service leads to no pod.',
	means: 'The labels that the service looks for are on no pod, so whoever asks it gets no answer.',
	told: 'The selector of the service beside the labels of the pods.',
	fixes: [
		{
			says: 'Make selector and labels the same.',
			commands: ['kubectl get pods --show-labels -n NAMESPACE', 'kubectl describe service NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
