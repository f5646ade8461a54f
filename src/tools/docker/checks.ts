import { type Check, defineCheck, type Finding, type Remedy } from '../../core/check.js';
import { GIB, toSize } from '../../core/size.js';
import { runWithoutCluster } from '../host/checks.js';
import { type HostFacts, hostProbe } from '../host/probe.js';
import { shortVersion } from '../version.js';
import { type DockerFacts, dockerProbe } from './probe.js';

/** Docker answers, runs Linux containers and has room for a cluster. */
export function dockerIsReady(dir: string): Check {
	return defineCheck({
		id: 'docker.ready',
		title: 'Docker is running',
		needs: { docker: dockerProbe, host: hostProbe(dir) },
		diagnose: ({ docker, host }) =>
			docker.problem ? [unavailable(docker, host)] : [...windowsContainers(docker), ...smallVm(docker, host)],
		describe: ({ docker }) => {
			const version = docker.server ?? docker.client;
			return {
				subject: version ? `Docker ${shortVersion(version)} (${docker.kind})` : 'Docker',
				fact: docker.problem ? factOf[docker.problem] : `running · ${toSize(docker.memoryBytes)} for containers`,
			};
		},
	});
}

const factOf = {
	missing: 'not installed',
	'wsl-shim': 'not shared with this WSL distribution',
	'not-running': 'installed, its daemon does not run',
	permission: 'running, but not for this user',
	context: 'its context does not exist',
	'no-answer': 'does not answer',
	unknown: 'does not answer as expected',
} as const;

function unavailable(docker: DockerFacts, host: HostFacts): Finding {
	const seen = docker.said ? { because: `docker info: ${docker.said}` } : {};
	switch (docker.problem) {
		case 'missing':
			return blocker(
				'docker.missing',
				'docker-not-installed',
				'Docker is not installed.',
				{ because: 'No program "docker" is on the PATH.' },
				[install(host)],
			);
		case 'wsl-shim':
			return blocker(
				'wsl.integration-off',
				'wsl2-docker-desktop-integration-off',
				'Docker Desktop does not share this WSL distribution, or is not started.',
				seen,
				[
					manual(
						'Start Docker Desktop on Windows. If it runs: Settings > Resources > WSL integration, switch this distribution on, "Apply & restart".',
						['docker info'],
					),
				],
			);
		case 'permission':
			return blocker('docker.permission', 'docker-socket-permission-denied', `Docker runs, but ${host.user} may not use it.`, seen, [
				manual('Join the group "docker", then log out and in again so that this session has it.', [
					`sudo usermod -aG docker ${host.user}`,
					'newgrp docker',
				]),
			]);
		case 'context':
			return blocker('docker.context', 'docker-context-broken', 'Docker is pointed at a context or host that does not exist.', seen, [
				manual('Go back to the default one.', ['docker context use default', 'unset DOCKER_HOST DOCKER_CONTEXT']),
			]);
		default:
			return blocker('docker.not-running', 'docker-daemon-not-running', 'Docker is installed, but its daemon does not answer.', seen, [
				start(docker, host),
			]);
	}
}

function blocker(id: string, cause: string, says: string, seen: { because?: string }, remedies: readonly Remedy[]): Finding {
	return { id, severity: 'blocker', cause, says, ...seen, remedies: [...remedies, runWithoutCluster] };
}

function manual(says: string, commands: readonly string[], docs?: string): Remedy {
	return { kind: 'manual', says, commands, ...(docs ? { docs } : {}) };
}

function install({ platform, wsl }: HostFacts): Remedy {
	if (platform === 'linux' && !wsl)
		return manual('Install Docker Engine.', ['sudo apt-get install docker.io'], 'https://docs.docker.com/engine/install/');
	const hint = wsl ? 'Install Docker Desktop on Windows; it shares itself with WSL 2.' : 'Install Docker Desktop.';
	return manual(hint, [], 'https://docs.docker.com/desktop/');
}

function start(docker: DockerFacts, { platform, wsl }: HostFacts): Remedy {
	if (platform === 'darwin') return manual('Start Docker Desktop.', ['open -a Docker']);
	if (platform === 'win32' || docker.kind === 'Desktop') return manual('Start Docker Desktop and wait until it says "Engine running".', []);
	if (wsl) return manual('Start Docker Desktop on Windows, or the service in this distribution.', ['sudo service docker start']);
	return manual('Start the Docker service.', ['sudo systemctl start docker']);
}

function windowsContainers({ containers }: DockerFacts): Finding[] {
	if (containers !== 'windows') return [];
	return [
		blocker(
			'docker.windows-containers',
			'image-arch-mismatch',
			'Docker Desktop runs Windows containers; the app is made of Linux ones.',
			{},
			[manual('Docker Desktop menu > Switch to Linux containers.', [])],
		),
	];
}

function smallVm({ memoryBytes, cpus }: DockerFacts, host: HostFacts): Finding[] {
	// The limits are the VM's; on a plain Linux engine they repeat the host's, which has its own check.
	if (memoryBytes >= host.memoryBytes * 0.9 || (memoryBytes >= 2 * GIB && cpus >= 2)) return [];
	return [
		blocker(
			'docker.small-vm',
			memoryBytes < 2 * GIB ? 'insufficient-memory' : 'insufficient-cpu',
			'Docker gives containers too little for a cluster.',
			{
				because: `${cpus} CPU and ${toSize(memoryBytes)}; 2 CPU and 2 GiB are needed.`,
			},
			[
				host.wsl
					? manual('Raise memory and processors in .wslconfig in your Windows home folder, then restart WSL.', ['wsl.exe --shutdown'])
					: manual('Docker Desktop > Settings > Resources: 2 CPU and 4 GB or more.', []),
			],
		),
	];
}
