import type { World } from '../../core/world.js';
import type { Scenario } from '../scenario.js';
import { blockedCaptions, wslWorld } from './common.js';

const switchOn = (world: World): World => ({ ...world, docker: { ...world.docker, state: 'running' } });

export const wsl2IntegrationOff: Scenario = {
	name: 'wsl2-integration-off',
	title: 'WSL 2: Docker is not shared',
	shows: 'Docker Desktop runs, but not for this distribution',
	world: wslWorld('running'),
	commands: [''],
	answers: { cluster: ['minikube'] },
	cures: { 'wsl.integration-off': { acts: switchOn } },
	captions: {
		...blockedCaptions,
		begin: 'Docker Desktop says "Engine running" on Windows, and yet no "docker" is found in Ubuntu. Most failures on WSL 2 begin here.',
		'check docker.ready':
			'WSL 2 shows the same message whether Docker Desktop is stopped or only not shared with this distribution. The wizard asked Windows which one it is.',
		'decide wsl.integration-off':
			'Docker Desktop runs, so it is the setting. Only its user can switch it on; the exact way is shown, and the wizard watches meanwhile.',
		'act wsl.integration-off':
			'The user opens Docker Desktop, switches the distribution on and presses "Apply & restart". Nothing has to be run again.',
		plan: 'Docker answered, so the wizard went on by itself.',
	},
};
