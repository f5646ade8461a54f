import { entry } from '../../entry.js';

export const securityNoContext = entry({
	id: 'security.no-context',
	layer: 'setup',
	title: 'A pod says nothing about the rights it needs.',
	means: 'Without a securityContext it runs as whatever user its image names, often root.',
	told: 'Neither the pod nor its containers have a securityContext.',
	fixes: [
		{
			says: 'Set runAsNonRoot and drop the capabilities.',
			commands: ['kubectl explain pod.spec.securityContext'],
		},
	],
	wizard: 'Its own pods keep the strictest rules of Pod Security.',
});
