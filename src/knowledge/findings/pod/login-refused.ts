import { entry } from '../../entry.js';

export const podLoginRefused = entry({
	id: 'pod.login-refused',
	layer: 'rollout',
	title: 'What the program depends on refuses its name or password.',
	means:
		'The service answers, and says no. Often a database was made with an older password than the Secret holds now: it keeps the one it was made with.',
	told: '"authentication failed", "access denied for user" or the like in the log.',
	fixes: [
		{
			says: 'Use the password that the database was made with, or change it in the database.',
			commands: ['kubectl logs POD --previous'],
		},
	],
	wizard: 'Keeps generated passwords as they are when it is run again.',
});
