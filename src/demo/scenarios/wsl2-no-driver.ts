import type { Scenario } from '../scenario.js';
import { blockedCaptions, wslWorld } from './common.js';

export const wsl2NoDriver: Scenario = {
	name: 'wsl2-no-driver',
	title: 'WSL 2: no driver (DRV_NOT_DETECTED)',
	shows: 'Minikube finds no driver, because Docker Desktop is not started',
	world: wslWorld('stopped'),
	commands: [''],
	answers: { cluster: ['minikube'] },
	cures: { 'docker.not-running': { chooses: 'step' } },
	captions: {
		...blockedCaptions,
		begin:
			'Here "minikube start" ended with DRV_NOT_DETECTED: "No possible driver was detected". That names what Minikube missed, not why it is missing.',
		'check docker.ready':
			'In this distribution "docker" is only a stand-in of Docker Desktop. It says the same whether Docker Desktop is stopped or not shared.',
		'decide docker.not-running':
			'The wizard asked Windows for its processes: Docker Desktop is not started. That is why there is no driver. It is here, so we can start it.',
		'step docker.start':
			'It is started through Windows, without a password. Its virtual machine comes up first, so the wizard waits until docker answers.',
		plan: 'Docker answers, and with it Minikube has its driver. The plan follows as if nothing had been wrong.',
	},
};
