import { entry } from '../../entry.js';

export const helmBroken = entry({
	id: 'helm.broken',
	layer: 'prerequisites',
	title: 'Helm does not start.',
	means: 'The program is there, but ends with an error of its own; a broken plugin is the usual reason.',
	told: '"helm version" failed.',
	fixes: [
		{
			says: 'Look at what it says; remove a plugin that breaks it, or install Helm anew.',
			commands: ['helm version', 'helm plugin list'],
			docs: 'https://helm.sh/docs/intro/install/',
		},
	],
	wizard: 'Shows what Helm said, and can install another one for this user.',
});
