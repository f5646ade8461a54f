import { GIB } from '../../core/size.js';
import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { commonCaptions } from './common.js';

const memoryBytes = 2 * GIB;

export const lowMemory: Scenario = {
	name: 'low-memory',
	title: 'Too little memory',
	shows: '2 GiB do not hold a cluster; the app runs without one',
	world: freshWorld({ host: { ...freshWorld().host, memoryBytes, cpus: 2 } }, { memoryBytes, cpus: 2 }),
	commands: [''],
	answers: { cluster: ['minikube'] },
	cures: { 'host.low-memory': { chooses: 'answer' } },
	captions: {
		...commonCaptions,
		begin: 'A small virtual machine with 2 GiB. Minikube would be started, and be killed in the middle of it.',
		'ask ai': 'A model in the cluster is shown as well, and why it cannot work here: choices are refused at once, not after a download.',
		'decide host.low-memory':
			'The memory is counted before anything is begun. There is a way that needs 100 MiB: the same app on this machine, without Kubernetes.',
		plan: 'No image, no cluster: the built app is started as a process of this user. The answer can be changed by running this again.',
		'phase verify': 'The same checks as in a cluster: sign up, log in, tasks, chat, and a restart after which the data is still there.',
		'report ready': 'The app runs without a cluster, on the simulated machine. What is real comes next.',
	},
};
