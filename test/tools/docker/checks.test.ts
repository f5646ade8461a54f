import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/core/phrase.js';
import { GIB } from '../../../src/core/size.js';
import { dockerIsReady } from '../../../src/tools/docker/checks.js';
import type { DockerFacts } from '../../../src/tools/docker/probe.js';
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
};
const check = dockerIsReady('/home/user/todo-k8s');
const judge = (docker: Partial<DockerFacts>, host: Parameters<typeof hostFacts>[0] = {}) =>
	check.diagnose({ docker: { ...running, ...docker }, host: hostFacts(host) });
const wordsOf = (docker: Partial<DockerFacts>, host: Parameters<typeof hostFacts>[0] = {}) =>
	judge(docker, host).map(({ says, because, remedies }) => ({
		says: toPlain(says),
		because: because && toPlain(because),
		remedies: remedies.map((remedy) => [toPlain(remedy.says), ...(remedy.kind === 'manual' ? (remedy.commands ?? []) : [])].join(' | ')),
	}));

describe('Docker is running', () => {
	it('holds when the daemon answers and has room', () => {
		expect(judge({})).toEqual([]);
		expect(check.describe?.({ docker: running, host: hostFacts() })).toEqual({
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

		expect(first({ platform: 'linux' })).toBe('Start the Docker service. | sudo systemctl start docker');
		expect(first({ platform: 'darwin' })).toBe('Start Docker Desktop. | open -a Docker');
		expect(first({ platform: 'win32' })).toBe('Start Docker Desktop and wait until it says "Engine running".');
		expect(first({ platform: 'linux', wsl: 2 })).toBe(
			'Start Docker Desktop on Windows, or the service in this distribution. | sudo service docker start',
		);
	});

	it('words the integration of WSL', () => {
		expect(
			wordsOf({ problem: 'wsl-shim', said: "The command 'docker' could not be found in this WSL 2 distro." }, { wsl: 2 }),
		).toMatchInlineSnapshot(`
			[
			  {
			    "because": "docker info: The command 'docker' could not be found in this WSL 2 distro.",
			    "remedies": [
			      "Start Docker Desktop on Windows. If it runs: Settings > Resources > WSL integration, switch this distribution on, "Apply & restart". | docker info",
			      "Run without Kubernetes",
			    ],
			    "says": "Docker Desktop does not share this WSL distribution, or is not started.",
			  },
			]
		`);
	});
});
