import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { buildCaptions } from './common.js';

export const freshLaptop: Scenario = {
	name: 'fresh-laptop',
	title: 'A fresh laptop',
	shows: 'Docker and nothing else; what is missing is installed',
	world: freshWorld({
		host: { ...freshWorld().host, env: { PATH: '/home/user/.local/bin:/usr/local/bin:/usr/bin:/bin' } },
		minikube: { installed: false, profiles: {} },
		kubectl: { installed: false, current: '', contexts: {} },
		helm: { version: undefined },
	}),
	commands: [''],
	answers: { cluster: ['minikube'], ai: ['none'] },
	cures: { 'minikube.missing': { chooses: 'step' } },
	captions: {
		...buildCaptions,
		begin: 'A new laptop: Docker runs, but Minikube, kubectl and Helm were never installed. One command is given, without any flag.',
		'ask cluster': 'Each answer says what it costs. Minikube is not here yet, which is no obstacle: it is chosen all the same.',
		'ask ai': 'The chat can work with OpenAI, Gemini, a model in the cluster, or no AI at all. None needs no key.',
		'decide minikube.missing':
			'Now that a cluster is wanted, the missing programs are in the way. They can be installed for this user: no administrator, and every checksum is compared.',
		plan: 'All three programs joined the plan, so that the whole of it is seen before anything is downloaded.',
		'step minikube.install':
			'Minikube, kubectl and Helm are downloaded at the same time. A file whose checksum is wrong would be deleted, not run.',
		'step cluster.start': 'Minikube tells its progress as events; they become the bar and the words beside it.',
	},
};
