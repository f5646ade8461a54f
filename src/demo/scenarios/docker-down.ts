import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { blockedCaptions } from './common.js';

export const dockerDown: Scenario = {
	name: 'docker-down',
	title: 'Docker is stopped',
	shows: 'the daemon does not run; it is started and waited for',
	world: freshWorld(
		{
			freeSudo: true,
			files: {
				'/lib/systemd/system/docker.service': { text: '[Service]\n', mode: 0o644 },
				'/run/systemd/system/units': { text: '', mode: 0o644 },
			},
		},
		{ state: 'stopped' },
	),
	commands: [''],
	answers: { cluster: ['minikube'] },
	cures: { 'docker.not-running': { chooses: 'step' } },
	captions: {
		...blockedCaptions,
		begin:
			'Everything is installed, but the Docker service was stopped. Minikube, Helm and kubectl would each complain in their own words.',
		'check docker.ready':
			'The command "docker" is there, and nobody answers it: the daemon does not run. "Permission denied" would be another cause.',
		'decide docker.not-running':
			'The best remedy comes first. On this machine sudo asks for no password, so that the service can be started from here; nothing is done without a yes.',
		'step docker.start': 'A step has ended well when its goal holds: here, when Docker answers.',
		plan: 'The machine was looked at again, and nothing is in the way any more.',
	},
};
