import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { buildCaptions } from './common.js';

export const helmMissing: Scenario = {
	name: 'helm-missing',
	title: 'Helm is missing',
	shows: 'one program is missing; it is installed for this user',
	world: freshWorld({
		host: { ...freshWorld().host, env: { PATH: '/home/user/.local/bin:/usr/local/bin:/usr/bin:/bin' } },
		helm: { version: undefined },
	}),
	commands: [''],
	answers: { cluster: ['minikube'] },
	cures: { 'helm.missing': { chooses: 'step' } },
	captions: {
		...buildCaptions,
		begin:
			'Docker, Minikube and kubectl are here. Helm is not, which usually shows itself late: when the cluster runs and the chart is to be installed.',
		'decide helm.missing':
			'It is told before anything was begun. Helm can be installed for this user alone; the address and the checksum come from its publisher.',
		plan: 'The install is the first step of the plan. The next run will find Helm and skip it.',
		'step helm.install': 'Helm is downloaded while the cluster starts, because neither needs the other.',
	},
};
