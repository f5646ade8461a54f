import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { orWithoutCluster, runWithoutCluster } from '../../tools/host/checks.js';
import { type HostFacts, hostProbe } from '../../tools/host/probe.js';
import { installProbe } from '../../tools/install/probe.js';
import { installRemedy, missingFact } from '../../tools/install/remedy.js';
import type { InstallSource } from '../../tools/install/source.js';
import { shortVersion } from '../../tools/version.js';
import { type MinikubeFacts, minikubeProbe } from './probe.js';
import { stateFact } from './running.js';
import { recreateCluster, type StartOptions, startCluster, updateContext } from './steps.js';

/** Minikube is there and its profile, if any, is in a state that a start can bring up. */
export function minikubeIsUsable(dir: string, profile: string, source: InstallSource, fresh: Omit<StartOptions, 'profile'> = {}): Check {
	return defineCheck({
		id: 'minikube.usable',
		title: 'Minikube is installed',
		needs: { minikube: minikubeProbe(profile), host: hostProbe(dir), install: installProbe },
		diagnose: ({ minikube, host, install }) => {
			if (!minikube.version) {
				const first = installRemedy('minikube', install, source, minikubeProbe(profile));
				return [{ ...missing, remedies: [...first, ...missing.remedies] }, ...asRoot(minikube, host)];
			}
			return [...asRoot(minikube, host), ...unusableState(minikube, fresh)];
		},
		describe: ({ minikube, install }) => ({
			subject: minikube.version ? `Minikube ${shortVersion(minikube.version)}` : 'Minikube',
			fact: minikube.version ? stateFact(minikube) : missingFact('minikube', install),
		}),
	});
}

const missing = orWithoutCluster(found('minikube.missing', { because: 'No program "minikube" is on the PATH.' }));

function asRoot({ state, driver }: MinikubeFacts, { isRoot, env }: HostFacts): Finding[] {
	const chosen = state === 'absent' ? 'docker' : driver;
	if (!isRoot || chosen !== 'docker' || env.MINIKUBE_FORCE === 'true') return [];
	return [
		orWithoutCluster(
			found('minikube.as-root', {
				because: 'This program runs as root.',
				remedies: [
					{
						kind: 'manual',
						says: 'Run it as an ordinary user who is in the group "docker".',
						commands: ['su - YOUR-USER', 'npx todo-k8s-setup'],
					},
				],
			}),
		),
	];
}

function unusableState(minikube: MinikubeFacts, fresh: Omit<StartOptions, 'profile'>): Finding[] {
	const { state, profile, said } = minikube;
	const because = said ? `minikube status: ${said}` : undefined;
	switch (state) {
		case 'container-gone':
			return [
				found('minikube.container-gone', {
					severity: 'warning',
					says: `The profile "${profile}" remembers a node that does not exist any more.`,
					because,
					remedies: [
						{
							kind: 'step',
							says: 'Start it in a new container',
							costs: 'about 1 min · what is in its volume stays',
							step: startCluster({ ...fresh, profile }),
						},
						{
							kind: 'step',
							says: 'Create it anew, if that does not help',
							costs: 'about 1 min 30 s · what ran in it is lost',
							step: recreateCluster(minikube, fresh),
						},
						runWithoutCluster,
					],
				}),
			];
		case 'kubeconfig-stale':
			return [
				found('minikube.kubeconfig-stale', {
					severity: 'warning',
					says: `The cluster "${profile}" runs, but kubectl looks for it at another address.`,
					remedies: [{ kind: 'step', says: 'Tell kubectl its address', costs: '1 s', step: updateContext(profile) }],
				}),
			];
		case 'unknown':
			return [
				found('minikube.unknown-state', {
					says: `Minikube does not tell the state of the profile "${profile}".`,
					because,
					remedies: [
						{
							kind: 'manual',
							says: 'Look at what it says itself, and stop it if it hangs.',
							commands: [`minikube status -p ${profile}`, `minikube stop -p ${profile}`],
						},
						runWithoutCluster,
					],
				}),
			];
		default:
			return [];
	}
}
