import { entry } from '../../entry.js';

export const ingressTlsMissing = entry({
	id: 'ingress.tls-missing',
	layer: 'access',
	title: 'The certificate of an ingress does not exist.',
	means: 'The ingress names a TLS secret that is not there; the controller serves a certificate of its own that browsers refuse.',
	told: 'The name is not in the list of secrets.',
	fixes: [
		{
			says: 'Create it.',
			commands: ['kubectl create secret tls NAME --cert=tls.crt --key=tls.key -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
