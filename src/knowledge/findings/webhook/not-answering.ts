import { entry } from '../../entry.js';

export const webhookNotAnswering = entry({
	id: 'webhook.not-answering',
	layer: 'cluster',
	title: 'A webhook that every change has to pass leads to nothing.',
	means: 'The API server asks a service before it takes certain objects. When that service is gone, it refuses them all.',
	told: 'The service of the webhook is missing or has no pod that is ready.',
	fixes: [
		{
			says: 'Bring its program back, or delete the webhook if its program is gone for good.',
			commands: ['kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
