import { changeProfile, changeRelease } from '../../core/simulation.js';
import type { World } from '../../core/world.js';
import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { commonCaptions } from './common.js';

const place = { profile: 'minikube', namespace: 'todo', release: 'todo' };

/** The node lost the image, and the pod was made anew. */
function loseImage(world: World): World {
	const without = changeProfile(world, 'minikube', (profile) => ({
		...profile,
		images: profile.images.filter((ref) => !ref.startsWith('todo-backend')),
	}));
	return changeRelease(without, place, (release) => ({
		...release,
		deployments: release.deployments.map((each) => (each.component === 'backend' ? { ...each, pod: undefined } : each)),
	}));
}

export const imageNotLoaded: Scenario = {
	name: 'image-not-loaded',
	title: 'The cluster does not have the image',
	shows: 'ErrImagePull of an image that was built on this machine',
	world: freshWorld(),
	since: loseImage,
	commands: ['diagnose', ''],
	captions: {
		...commonCaptions,
		begin:
			'The app ran, then the node lost the image of the backend. Its pod was made anew and waits: ErrImagePull. "diagnose" is asked first.',
		'report diagnosed':
			'The image is in Docker on this machine; the node has a store of its own, and asks Docker Hub for an image that was never there. The wizard is run next.',
		'phase inspect': 'All probes look at the machine at the same time. They only look: nothing is installed or changed.',
		'phase verify': 'Everything in the namespace is read, and what is wrong is followed back to where it comes from.',
		plan: 'The image is still on this machine, so nothing is built. It only has to be loaded into the node.',
		'step image.load.backend': 'It goes straight into the Docker of the node; no registry is needed.',
	},
};
