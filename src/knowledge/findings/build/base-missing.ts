import { entry } from '../../entry.js';

export const buildBaseMissing = entry({
	id: 'build.base-missing',
	cause: 'registry-unreachable-proxy',
	layer: 'build',
	title: 'The base image does not exist, or may not be pulled.',
	means: 'The first line of the Dockerfile names an image that no registry within reach gives out.',
	told: 'The builder names the image of a FROM line. A network that is down is said as a time-out or a refused connection.',
	fixes: [{ says: 'Name one that can be pulled here.', commands: ['todo-k8s-setup --base-node node:22-slim', 'docker pull node:22-slim'] }],
	wizard: 'Names the image; both base images can be replaced by flags.',
});
