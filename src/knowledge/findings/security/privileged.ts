import { entry } from '../../entry.js';

export const securityPrivileged = entry({
	id: 'security.privileged',
	layer: 'setup',
	title: 'A container runs privileged.',
	means: 'It may do on the node whatever root may do there.',
	told: 'securityContext.privileged is true.',
	fixes: [
		{
			says: 'Leave it out unless the program needs it.',
			commands: ['kubectl explain pod.spec.containers.securityContext'],
		},
	],
	wizard: 'Its own pods keep the strictest rules of Pod Security.',
});
