import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/core/phrase.js';
import { GIB } from '../../../src/core/size.js';
import { dockerIsReady } from '../../../src/tools/docker/checks.js';
import type { DesktopFacts } from '../../../src/tools/docker/desktop.js';
import type { DockerFacts } from '../../../src/tools/docker/probe.js';
import type { LinuxFacts } from '../../../src/tools/host/linux.js';
import { hostFacts } from '../../support/host-facts.js';

const running: DockerFacts = {
	problem: undefined,
	said: undefined,
	client: '28.2.2',
	server: '28.2.2',
	kind: 'Engine',
	memoryBytes: 16 * GIB,
	cpus: 4,
	containers: 'linux',
	context: 'default',
	root: '/var/lib/docker',
	cgroupDriver: 'systemd',
	buildx: true,
	warnings: [],
};
const linux: LinuxFacts = { systemd: true, cgroup: 'v2', watchInstances: 128, dockerGroup: undefined, virtualisation: true };
const noDesktop: DesktopFacts = { state: 'none', because: undefined, wslconfig: {} };
interface Elsewhere {
	readonly desktop?: Partial<DesktopFacts>;
	readonly linux?: Partial<LinuxFacts>;
}
const check = dockerIsReady('/home/user/todo-k8s');
const judge = (docker: Partial<DockerFacts>, host: Parameters<typeof hostFacts>[0] = {}, elsewhere: Elsewhere = {}) =>
	check.diagnose({
		docker: { ...running, ...docker },
		host: hostFacts(host),
		desktop: { ...noDesktop, ...elsewhere.desktop },
		linux: { ...linux, ...elsewhere.linux },
	} as never);
const wordsOf = (docker: Partial<DockerFacts>, host: Parameters<typeof hostFacts>[0] = {}, elsewhere: Elsewhere = {}) =>
	judge(docker, host, elsewhere).map(({ says, because, remedies }) => ({
		says: toPlain(says),
		because: because && toPlain(because),
		remedies: remedies.map((remedy) => [toPlain(remedy.says), ...(remedy.kind === 'manual' ? (remedy.commands ?? []) : [])].join(' | ')),
	}));

describe('Docker is running', () => {
	it('holds when the daemon answers and has room', () => {
		expect(judge({})).toEqual([]);
		expect(check.describe?.({ docker: running, host: hostFacts() } as never)).toEqual({
			subject: 'Docker 28.2 (Engine)',
			fact: 'running · 16 GiB for containers',
		});
	});

	it.each([
		['missing', 'docker.missing', 'docker-not-installed'],
		['wsl-shim', 'wsl.integration-off', 'wsl2-docker-desktop-integration-off'],
		['not-running', 'docker.not-running', 'docker-daemon-not-running'],
		['permission', 'docker.permission', 'docker-socket-permission-denied'],
		['context', 'docker.context', 'docker-context-broken'],
		['no-answer', 'docker.not-running', 'docker-daemon-not-running'],
		['unknown', 'docker.not-running', 'docker-daemon-not-running'],
	] as const)('names the cause when the problem is %s', (problem, id, cause) => {
		const [finding, ...more] = judge({ problem, server: undefined });

		expect(more).toEqual([]);
		expect(finding).toMatchObject({ id, cause, severity: 'blocker' });
		expect(finding?.remedies.at(-1)).toMatchObject({ kind: 'answer', answers: { cluster: 'none' } });
	});

	it('refuses Windows containers', () => {
		expect(judge({ containers: 'windows' }).map(({ id }) => id)).toEqual(['docker.windows-containers']);
	});

	it('refuses a VM that is too small, and not the engine of a small machine', () => {
		expect(judge({ memoryBytes: 1.5 * GIB }).map(({ id, cause }) => `${id} ${cause}`)).toEqual(['docker.small-vm insufficient-memory']);
		expect(judge({ cpus: 1, memoryBytes: 4 * GIB }).map(({ cause }) => cause)).toEqual(['insufficient-cpu']);
		expect(judge({ memoryBytes: 1.5 * GIB }, { memoryBytes: 1.5 * GIB })).toEqual([]);
	});

	it('says what to do in the words of the platform', () => {
		const problem = { problem: 'not-running', said: 'Cannot connect to the Docker daemon.' } as const;
		const first = (host: Parameters<typeof hostFacts>[0]) => wordsOf(problem, host)[0]?.remedies[0];

		expect(first({ platform: 'linux' })).toBe(
			'Start the Docker service and wait until it answers. | sudo systemctl start docker | docker info',
		);
		expect(first({ platform: 'darwin' })).toBe(
			'Start Docker Desktop and wait until it says "Engine running". | open -a Docker | docker info',
		);
		expect(first({ platform: 'win32' })).toBe('Start Docker Desktop on Windows and wait until it says "Engine running". | docker info');
		expect(first({ platform: 'linux', wsl: 2 })).toBe(
			'Start Docker Desktop on Windows, or the service if Docker is installed in this distribution. | sudo service docker start | docker info',
		);
	});

	const shim = { problem: 'wsl-shim', said: "The command 'docker' could not be found in this WSL 2 distro." } as const;

	it.each([
		['running', 'wsl.integration-off', 'Docker Desktop does not share this WSL distribution.'],
		['stopped', 'docker.not-running', 'Docker Desktop is not started.'],
		['waiting', 'docker.desktop-unresponsive', 'Docker Desktop waits for WSL, and WSL does not answer.'],
		['unknown', 'wsl.integration-off', 'Docker Desktop does not share this WSL distribution, or is not started.'],
	] as const)('asks Windows what the stand-in in WSL means: Docker Desktop is %s', (state, id, says) => {
		const [finding] = judge(shim, { wsl: 2 }, { desktop: { state, because: 'what Windows said' } });
		expect(finding).toMatchObject({ id, says, because: expect.stringContaining(shim.said) });
	});

	it('names WSL 1 before whatever Docker says there', () => {
		for (const facts of [{}, { problem: 'wsl-shim' }, { problem: 'not-running' }] as const) {
			expect(judge(facts, { wsl: 1 }).map(({ id, severity }) => `${id} ${severity}`)).toEqual(['wsl.version-1 blocker']);
		}
	});

	it('misses docker in a distribution that Docker Desktop could share itself with', () => {
		expect(
			judge({ problem: 'missing' }, { wsl: 2 }, { desktop: { state: 'running', because: 'Docker Desktop runs on Windows' } }),
		).toMatchObject([{ id: 'wsl.integration-off', because: 'No program "docker" is here, and Docker Desktop runs on Windows.' }]);
	});

	it('tells a session that is too old from a user who never joined', () => {
		const dockerGroup = { id: 998, members: ['user'] };
		const says = (groupIds: number[]) => wordsOf({ problem: 'permission' }, { groupIds }, { linux: { dockerGroup } })[0]?.says;
		expect(says([1000])).toBe('Docker runs, but this session began before user joined the group "docker".');
		expect(wordsOf({ problem: 'permission' })[0]?.says).toBe('Docker runs, but user may not use it.');
	});

	it('names the variable that leads docker elsewhere', () => {
		expect(
			wordsOf({ problem: 'context', said: 'context not found' }, { env: { DOCKER_HOST: 'tcp://192.168.99.100:2376' } })[0]?.because,
		).toBe('docker info: context not found\nDOCKER_HOST=tcp://192.168.99.100:2376');
	});

	it('quotes the limits of .wslconfig when the machine of WSL is too small', () => {
		expect(
			wordsOf({ memoryBytes: 1.5 * GIB, cpus: 2 }, { wsl: 2 }, { desktop: { wslconfig: { memory: '1500MB' } } })[0]?.because,
		).toContain('.wslconfig says memory=1500MB');
	});
});
