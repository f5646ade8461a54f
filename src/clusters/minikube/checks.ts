import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { runWithoutCluster } from '../../tools/host/checks.js';
import { type HostFacts, hostProbe } from '../../tools/host/probe.js';
import { shortVersion } from '../../tools/version.js';
import { type MinikubeFacts, minikubeProbe } from './probe.js';
import { stateFact } from './running.js';
import { recreateCluster } from './steps.js';

/** Minikube is there and its profile, if any, is in a state that a start can bring up. */
export function minikubeIsUsable(dir: string, profile: string): Check {
	return defineCheck({
		id: 'minikube.usable',
		title: 'Minikube is installed',
		needs: { minikube: minikubeProbe(profile), host: hostProbe(dir) },
		diagnose: ({ minikube, host }) => {
			if (!minikube.version) return [missing];
			return [...asRoot(minikube, host), ...unusableState(minikube)];
		},
		describe: ({ minikube }) => ({
			subject: minikube.version ? `Minikube ${shortVersion(minikube.version)}` : 'Minikube',
			fact: minikube.version ? stateFact(minikube) : 'not installed',
		}),
	});
}

const missing: Finding = {
	id: 'minikube.missing',
	severity: 'blocker',
	cause: 'tool-not-on-path',
	says: 'Minikube is not installed.',
	because: 'No program "minikube" is on the PATH.',
	remedies: [{ kind: 'manual', says: 'Install Minikube.', docs: 'https://minikube.sigs.k8s.io/docs/start/' }, runWithoutCluster],
};

function asRoot({ state, driver }: MinikubeFacts, { isRoot, env }: HostFacts): Finding[] {
	const chosen = state === 'absent' ? 'docker' : driver;
	if (!isRoot || chosen !== 'docker' || env.MINIKUBE_FORCE === 'true') return [];
	return [
		{
			id: 'minikube.as-root',
			severity: 'blocker',
			cause: 'minikube-docker-driver-as-root',
			says: 'Minikube refuses to start a cluster in Docker for root.',
			because: 'This program runs as root.',
			remedies: [
				{
					kind: 'manual',
					says: 'Run it as an ordinary user who is in the group "docker".',
					commands: ['su - YOUR-USER', 'npx todo-k8s-setup'],
				},
				runWithoutCluster,
			],
		},
	];
}

function unusableState(minikube: MinikubeFacts): Finding[] {
	const { state, profile, said } = minikube;
	const seen = said ? { because: `minikube status: ${said}` } : {};
	if (state === 'container-gone') {
		return [
			{
				id: 'minikube.container-gone',
				severity: 'blocker',
				cause: 'minikube-profile-stale',
				says: `The profile "${profile}" remembers a node that does not exist any more.`,
				...seen,
				remedies: [
					{ kind: 'step', says: 'Create it again', costs: 'about 1 min 30 s · what ran in it is lost', step: recreateCluster(minikube) },
					runWithoutCluster,
				],
			},
		];
	}
	if (state !== 'unknown') return [];
	return [
		{
			id: 'minikube.unknown-state',
			severity: 'blocker',
			says: `Minikube does not tell the state of the profile "${profile}".`,
			...seen,
			remedies: [
				{
					kind: 'manual',
					says: 'Look at what it says itself, and stop it if it hangs.',
					commands: [`minikube status -p ${profile}`, `minikube stop -p ${profile}`],
				},
				runWithoutCluster,
			],
		},
	];
}
