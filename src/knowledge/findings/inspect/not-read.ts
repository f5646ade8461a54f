import { entry } from '../../entry.js';

export const inspectNotRead = entry({
	id: 'inspect.not-read',
	layer: 'setup',
	title: 'Something could not be looked at.',
	means: 'A program that tells about this machine failed or took too long, so nothing is known about that part.',
	told: '"Could not look" is not "fine", so it is said as a finding.',
	fixes: [
		{
			says: 'Run this again; if it stays, run it with --verbose and look at what is slow or fails.',
			commands: ['todo-k8s-setup doctor --verbose'],
		},
	],
	wizard: 'Says which program it was and how it ended.',
});
