import { entry } from '../../entry.js';

export const podStartRefused = entry({
	id: 'pod.start-refused',
	layer: 'rollout',
	title: 'The program of the container cannot be started.',
	means: 'The image is there, but the command in it is not found, may not be executed, or its folder is missing.',
	told: 'There is no log, because nothing ever ran. The runtime says why in the state of the container.',
	fixes: [
		{
			says: 'Correct command and arguments of the container, or build the image with the program in it.',
			commands: ['kubectl describe pod POD', 'docker run --rm --entrypoint sh IMAGE -c "ls -l"'],
		},
	],
	wizard: 'Shows what the runtime says.',
});
