import { GIB } from '../../core/size.js';
import type { World } from '../../core/world.js';
import type { Captions } from '../scenario.js';
import { freshWorld } from '../world.js';

/** What is worth saying of every run. */
export const commonCaptions: Captions = {
	'phase inspect': 'All probes look at the machine at the same time. They only look: nothing is installed or changed.',
	approve: 'The plan names every step and file before anything changes; "c" would show the commands. Here the answer is yes.',
	'phase verify':
		'Ready is not enough. The app is tried as a visitor would: sign up, log in, tasks, chat. Then a pod is ended, to see it come back with its data.',
	'report ready': 'Every check is green. This app and its address belong to the simulated machine; what is real comes next.',
};

/** Of a run that brings the app into a cluster again. */
export const clusterCaptions: Captions = {
	...commonCaptions,
	'step release.rollout':
		'The pods are watched, not only waited for. A state that cannot heal by waiting would end this at once, with its cause.',
};

/** Of a run that also builds it. */
export const buildCaptions: Captions = {
	...clusterCaptions,
	'step image.build.backend':
		'Both images are built while the cluster starts: what does not depend on something else does not wait for it.',
};

/** Of a run on a machine that cannot hold a cluster as it is. */
export const blockedCaptions: Captions = {
	...buildCaptions,
	'ask cluster': 'A cluster is wanted all the same. What is in the way is told next, with what helps.',
};

/** WSL 2 with everything installed but Docker, which is Docker Desktop on Windows. */
export function wslWorld(desktop: 'running' | 'stopped'): World {
	const { host } = freshWorld();
	return freshWorld(
		{
			host: { ...host, kernel: '5.15.167.4-microsoft-standard-WSL2', env: { WSL_DISTRO_NAME: 'Ubuntu-24.04' } },
			windows: { desktop },
			files: { '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe': { text: '', mode: 0o755 } },
		},
		{ state: 'wsl-shim', memoryBytes: 8 * GIB },
	);
}
