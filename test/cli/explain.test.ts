import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { explainCommand } from '../../src/cli/explain.js';

const stopped = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';

interface Run {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command with this on stdin; `null` is a terminal. */
async function explained(args: readonly string[], input: string | Buffer | null = '', fd?: number): Promise<Run> {
	const written = { stdout: '', stderr: '' };
	const sink = (name: 'stdout' | 'stderr') =>
		new Writable({
			write(chunk, _encoding, done) {
				written[name] += String(chunk);
				done();
			},
		});
	const stdin = Object.assign(Readable.from(input ? [Buffer.from(input)] : []), input === null ? { isTTY: true } : {});
	const streams = { stdin, stdout: sink('stdout'), stderr: sink('stderr'), env: {}, platform: 'linux' } as unknown as NodeJS.Process;
	const code = await explainCommand(['explain', ...args], streams, fd);
	return { code, ...written };
}

const json = async (args: readonly string[], input?: string | Buffer) => JSON.parse((await explained(['--json', ...args], input)).stdout);

describe('explain --json', () => {
	it('reads a file that is given as stdin from its end', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'explain-'));
		try {
			const file = join(folder, 'build log.txt');
			writeFileSync(file, `permission denied while trying to connect to the Docker daemon socket\n${'.'.repeat(2 ** 20)}\n${stopped}`);
			const fd = openSync(file, 'r');
			// Nothing comes by the stream, and what is more than a megabyte before the end is not read.
			const { stdout } = await explained(['--json'], '', fd);
			closeSync(fd);
			expect(JSON.parse(stdout)).toMatchObject({ cause: 'docker-daemon-not-running', others: [] });
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('prints one object with the cause, why, and what helps', async () => {
		const { code, stdout } = await explained(['--json', '--command', 'docker ps', '--platform', 'linux'], stopped);

		expect(code).toBe(0);
		expect(stdout.trim().split('\n')).toHaveLength(1);
		expect(JSON.parse(stdout)).toEqual({
			cause: 'docker-daemon-not-running',
			finding: 'docker.not-running',
			confidence: expect.any(Number),
			because: [
				"the client finds nobody at the daemon's address: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
			],
			fix: 'Start the Docker service and wait until it answers.',
			commands: ['sudo systemctl start docker', 'docker info'],
			others: [],
		});
	});

	it('lets facts decide where the text has two causes', async () => {
		const shim =
			"The command 'docker' could not be found in this WSL 2 distro.\nWe recommend to activate the WSL integration in Docker Desktop settings.";
		const list = (state: string) =>
			`wsl -l -v=  NAME              STATE           VERSION\n* Ubuntu            Running         2\n  docker-desktop    ${state}         2`;

		expect(await json(['--platform', 'wsl2', '--fact', list('Running')], shim)).toMatchObject({
			cause: 'wsl2-docker-desktop-integration-off',
		});
		expect(await json(['--platform', 'wsl2', '--fact', list('Stopped')], shim)).toMatchObject({ cause: 'docker-daemon-not-running' });
	});

	it('says which fix belongs to the platform', async () => {
		expect(await json(['--platform', 'macos'], stopped)).toMatchObject({ commands: ['open -a Docker', 'docker info'] });
	});

	it('admits what it does not know, and names the layer and what would tell', async () => {
		expect(await json([], 'Error: UPGRADE FAILED: the flux capacitor of the chart is out of plutonium')).toMatchObject({
			cause: null,
			confidence: 0,
			fix: 'We do not know the cause. It comes from Helm; this would tell more:',
			commands: ['helm status NAME -n NAMESPACE', 'kubectl get pods -n NAMESPACE'],
		});
	});

	it('takes nothing, binary and a megabyte', async () => {
		expect(await json([], '')).toMatchObject({ cause: null });
		expect(await json([], Buffer.from([0, 255, 254, 1, 2, 3]))).toMatchObject({ cause: null });
		expect(await json([], `${'quiet\n'.repeat(200_000)}${stopped}`)).toMatchObject({ cause: 'docker-daemon-not-running' });
	});
});

describe('explain', () => {
	it('shows a card', async () => {
		const { stdout } = await explained([], stopped);

		expect(stdout).toContain('Docker is installed, but its daemon does not answer');
		expect(stdout).toContain('docker.not-running');
		expect(stdout).toContain('Seen   Cannot connect to the Docker daemon');
		expect(stdout).toContain('$ sudo systemctl start docker');
		for (const line of stdout.split('\n').filter((text) => !text.includes('$ '))) expect(line.length).toBeLessThanOrEqual(80);
	});

	it('calls a guess a guess, under what would tell more', async () => {
		const { stdout } = await explained([], 'pod sandbox of the flux capacitor could not be reached, ingress whatever');

		expect(stdout).toContain('No known cause fits this output.');
		expect(stdout).toMatch(/Guess {2}[\s\S]*nothing more\s+\(25 %\)/);
		expect(stdout).not.toContain('✗');
		for (const line of stdout.split('\n').filter((text) => !text.includes('$ '))) expect(line.length).toBeLessThanOrEqual(80);
	});

	it('shows the page of a finding, by its id or by its root cause', async () => {
		const { stdout } = await explained(['wsl.integration-off'], null);

		for (const heading of ['What you see', 'What it means', 'How we tell', 'How to fix it by hand', 'What todo-k8s-setup does'])
			expect(stdout).toContain(heading);
		expect((await explained(['wsl2-docker-desktop-integration-off'], null)).stdout).toBe(stdout);
	});

	it('says what is wrong with the line', async () => {
		expect(await explained(['docker.nothing'], null)).toEqual({
			code: 2,
			stdout: '',
			stderr: expect.stringContaining('With "docker" there are: docker.'),
		});
		expect(await explained([], null)).toMatchObject({ code: 2, stderr: expect.stringContaining('Pipe a failing output into it') });
		expect(await explained(['--platform', 'beos', '--fact', 'nonsense'], stopped)).toEqual({
			code: 2,
			stdout: '',
			stderr:
				'--platform is one of linux, macos, windows, wsl2, unknown, not "beos".\n--fact is KEY=VALUE, for instance --fact "kubectl get pods=…", not "nonsense".\n',
		});
	});
});
