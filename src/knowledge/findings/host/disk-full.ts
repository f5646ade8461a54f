import { entry } from '../../entry.js';

export const hostDiskFull = entry({
	id: 'host.disk-full',
	cause: 'disk-full',
	layer: 'prerequisites',
	title: 'The disk of the setup folder is nearly full.',
	means: 'Builds, images and the cluster need several GiB; the folder itself little.',
	told: 'The free space of the file system that holds the folder.',
	fixes: [
		{ says: 'Free some space, for instance from Docker images that nobody uses.', commands: ['docker system df', 'docker system prune'] },
	],
	wizard: 'Measures it before anything is written.',
});
