import { stopCluster } from '../../clusters/minikube/simulation.js';
import { changeNamespace, changeRelease } from '../../core/simulation.js';
import type { World } from '../../core/world.js';
import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { clusterCaptions } from './common.js';

const place = { profile: 'minikube', namespace: 'todo', release: 'todo' };

/** The cluster was stopped, a key of the Secret is gone, and an upgrade was killed half-way. */
function breakIt(world: World): World {
	const withoutKey = changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, secrets: { 'todo-backend': {} } }));
	const pending = changeRelease(withoutKey, place, (release) => ({ ...release, status: 'pending-upgrade', revision: 2 }));
	return stopCluster(pending, 'minikube');
}

export const brokenYesterday: Scenario = {
	name: 'broken-yesterday',
	title: 'It worked yesterday',
	shows: 'the same command again redoes what is broken, and only that',
	world: freshWorld(),
	since: breakIt,
	commands: [''],
	captions: {
		...clusterCaptions,
		begin:
			'Yesterday everything was set up here. Since then the cluster was stopped, a key of the Secret was deleted and an upgrade was killed half-way.',
		'phase inspect':
			'The same command is run again in the same folder. There is no separate repair: every step asks first whether its goal holds.',
		plan: 'No question was asked: the answers are in the folder. The images are still there, so nothing is built again.',
		'step cluster.start': 'A stopped cluster is started, not made anew, so that its data stays.',
		'step release.install': 'Helm would refuse: "another operation is in progress". The half-done upgrade is rolled back first.',
		'report ready':
			'Only what was broken was redone. The volume was not touched, so the tasks of yesterday are still there. The address is the simulated one.',
	},
};
