import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { GIB, toSize } from '../../core/size.js';
import { type Details, found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import { orWithoutCluster, wsl1 } from '../host/checks.js';
import { dockerMembership, type LinuxFacts, linuxProbe } from '../host/linux.js';
import { type HostFacts, hostProbe, spokenPlatform } from '../host/probe.js';
import { shortVersion } from '../version.js';
import { type DesktopFacts, desktopProbe } from './desktop.js';
import { type DockerFacts, dockerProbe } from './probe.js';
import { startRemedies } from './start.js';

/** Docker answers, runs Linux containers and has room for a cluster. */
export function dockerIsReady(dir: string): Check {
	return defineCheck({
		id: 'docker.ready',
		title: 'Docker is running',
		needs: { docker: dockerProbe, host: hostProbe(dir), desktop: desktopProbe, linux: linuxProbe },
		diagnose({ docker, host, desktop, linux }) {
			const impossible = wsl1(host);
			if (impossible) return [orWithoutCluster(impossible)];
			return docker.problem
				? [startFirst(unavailable(docker, host, desktop, linux), docker)]
				: [...windowsContainers(docker, host), ...smallVm(docker, host, desktop)];
		},
		describe({ docker, host }) {
			const version = docker.server ?? docker.client;
			const fact = docker.problem ? problemWords[docker.problem] : `running · ${toSize(docker.memoryBytes)} for containers`;
			return {
				subject: version ? `Docker ${shortVersion(version)} (${docker.kind})` : 'Docker',
				fact: host.wsl === 1 ? 'not possible in WSL 1' : fact,
			};
		},
	});
}

/** Each problem in a few words, for a row. */
export const problemWords = {
	missing: 'not installed',
	'wsl-shim': 'not shared with this WSL distribution',
	'not-running': 'installed, its daemon does not run',
	permission: 'running, but not for this user',
	context: 'its context does not exist',
	'no-answer': 'does not answer',
	unknown: 'does not answer as expected',
} as const;

function unavailable(docker: DockerFacts, host: HostFacts, desktop: DesktopFacts, linux: LinuxFacts | undefined): Finding {
	const said = docker.said ? `docker info: ${docker.said}` : undefined;
	const blocked = (id: FindingId, details: Details = {}) => blocker(id, host, { because: said, ...details });
	switch (docker.problem) {
		case 'missing':
			// Docker Desktop puts the program into every distribution that it shares itself with.
			if (desktop.state === 'running' && host.wsl)
				return blocked('wsl.integration-off', { because: `No program "docker" is here, and ${desktop.because}.` });
			return blocked('docker.missing', { because: 'No program "docker" is on the PATH.' });
		case 'wsl-shim':
			return behindTheShim(blocked, said, desktop);
		case 'permission': {
			const session = linux && dockerMembership(linux, host) === 'new-session';
			return blocked('docker.permission', {
				says: session
					? `Docker runs, but this session began before ${host.user} joined the group "docker".`
					: `Docker runs, but ${host.user} may not use it.`,
			});
		}
		case 'context':
			return blocked('docker.context', { because: [said, ...pointers(host)].filter(Boolean).join('\n') });
		case 'no-answer':
			return blocked(desktop.state === 'running' || desktop.state === 'waiting' ? 'docker.desktop-unresponsive' : 'docker.not-running');
		default:
			return blocked('docker.not-running', { because: [said, desktop.because].filter(Boolean).join('\n') });
	}
}

/** The stand-in says the same whether Docker Desktop is stopped or only not shared; Windows knows which. */
function behindTheShim(
	blocked: (id: FindingId, details?: Details) => Finding,
	said: string | undefined,
	{ state, because }: DesktopFacts,
): Finding {
	const both = [said, because].filter(Boolean).join('\n');
	switch (state) {
		case 'running':
			return blocked('wsl.integration-off', { because: both });
		case 'waiting':
			return blocked('docker.desktop-unresponsive', { because: both });
		case 'stopped':
			return blocked('docker.not-running', { says: 'Docker Desktop is not started.', because: both });
		case 'unknown':
		case 'none':
			return blocked('wsl.integration-off', { says: 'Docker Desktop does not share this WSL distribution, or is not started.' });
	}
}

/** Variables that lead docker elsewhere. */
function pointers({ env }: HostFacts): readonly string[] {
	return ['DOCKER_HOST', 'DOCKER_CONTEXT'].flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []));
}

function startFirst(finding: Finding, docker: DockerFacts): Finding {
	return { ...finding, remedies: [...startRemedies(docker), ...finding.remedies] };
}

/** With the way round that always works. */
function blocker(id: FindingId, host: HostFacts, details: Details = {}): Finding {
	return orWithoutCluster(found(id, { ...details, platform: spokenPlatform(host) }));
}

function windowsContainers({ containers }: DockerFacts, host: HostFacts): Finding[] {
	return containers === 'windows' ? [blocker('docker.windows-containers', host)] : [];
}

function smallVm({ memoryBytes, cpus }: DockerFacts, host: HostFacts, { wslconfig }: DesktopFacts): Finding[] {
	// The limits are the VM's; on a plain Linux engine they repeat the host's, which has its own check.
	if (memoryBytes >= host.memoryBytes * 0.9 || (memoryBytes >= 2 * GIB && cpus >= 2)) return [];
	const limits = Object.entries(wslconfig).filter(([key]) => ['memory', 'processors'].includes(key));
	const written = limits.length > 0 ? `\n.wslconfig says ${limits.map(([key, value]) => `${key}=${value}`).join(', ')}` : '';
	const finding = blocker('docker.small-vm', host, {
		because: `${cpus} CPU and ${toSize(memoryBytes)}; 2 CPU and 2 GiB are needed.${written}`,
	});
	return [memoryBytes < 2 * GIB ? finding : { ...finding, cause: 'insufficient-cpu' }];
}
