import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { recording } from '../support/fixtures.js';
import { type DaemonOptions, DockerDaemon } from './support/docker-daemon.js';
import { lacking, Machine, untilPrinted } from './support/machine.js';
import { type Ended, node, toReport, User } from './support/user.js';
import { makeWindows, type Windows } from './support/windows.js';

const user = new User();
const missing = whatIsMissing();
if (missing && process.env.E2E === 'required') throw new Error(`E2E=required, but ${missing}`);
if (missing) console.log(`skipped: the end-to-end test of doctor and explain, because ${missing}`);

interface Finding {
	readonly id: string;
	readonly severity: string;
	readonly says: string;
	readonly because?: string;
	readonly cause?: string;
}

interface Explained {
	readonly cause: string | null;
	readonly finding: string | null;
	readonly confidence: number;
	readonly because: readonly string[];
	readonly commands: readonly string[];
}

const program = inject('program');
const undo: (() => unknown)[] = [];

/** A machine with something wrong about it, and an ordinary user who works there. */
class Place {
	readonly root: string;
	readonly #machine: Machine;
	readonly #bin: string;
	readonly #env: Readonly<Record<string, string>>;

	private constructor(root: string, machine: Machine, bin: string, env: Readonly<Record<string, string>>) {
		this.root = root;
		this.#machine = machine;
		this.#bin = bin;
		this.#env = env;
	}

	static async make(windows?: Windows, prepare: (root: string) => void = () => undefined): Promise<Place> {
		const root = user.folder('broken place-');
		undo.push(() => rmSync(root, { recursive: true, force: true }));
		mkdirSync(join(root, 'home'));
		const { bin, mounts } = windows ? makeWindows(root, windows) : { bin: join(root, 'bin'), mounts: [] };
		prepare(root);
		execFileSync('chown', ['-R', `${user.name}:`, join(root, 'home')]);
		const machine = await Machine.start(...mounts);
		undo.push(() => machine.stop());
		return new Place(root, machine, bin, {});
	}

	with(env: Readonly<Record<string, string>>): Place {
		return new Place(this.root, this.#machine, this.#bin, { ...this.#env, ...env });
	}

	async daemon(options: Partial<DaemonOptions> = {}): Promise<DockerDaemon> {
		const group = execFileSync('id', ['-gn', user.name], { encoding: 'utf8' }).trim();
		const daemon = await DockerDaemon.start(this.#machine, { group, ...options });
		undo.push(() => daemon.remove());
		return daemon;
	}

	async proxy(...args: readonly string[]): Promise<string> {
		const child = this.#machine.start([node, join(import.meta.dirname, 'support', 'proxy.js'), ...args]);
		undo.push(() => child.kill());
		await untilPrinted(child, 'listening');
		return 'http://127.0.0.1:3128';
	}

	run(...command: readonly string[]): Promise<Ended> {
		return user.start(command, {
			cwd: this.root,
			inside: this.#machine.inside,
			path: `${this.#bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
			env: { HOME: join(this.root, 'home'), TODO_K8S_CONFIG_DIR: join(this.root, 'home', '.todo'), ...this.#env },
		}).ended;
	}

	/** What `doctor` finds, with the exit code that belongs to it. */
	async doctor(dir = join(this.root, 'home', 'todo')): Promise<{ readonly code: number | null; readonly findings: readonly Finding[] }> {
		const ended = await this.run(node, program, 'doctor', '--json', '--cluster', 'minikube', '--dir', dir);
		const report = toReport(ended);
		expect(report.exitCode).toBe(ended.code);
		return { code: ended.code, findings: report.findings as readonly Finding[] };
	}

	/** A real pipe: what the command prints goes into `explain`. */
	async explain(command: string, ...args: readonly string[]): Promise<Explained> {
		const ended = await this.run('sh', '-c', `{ ${command}; } 2>&1 | "$0" "$@"`, node, program, 'explain', '--json', ...args);
		expect(ended.code, ended.stderr).toBe(0);
		return JSON.parse(ended.stdout) as Explained;
	}
}

/** The first blocker about Docker: what one reads first is what one acts on. */
const docker = (findings: readonly Finding[]) => findings.find(({ id, severity }) => /^(docker|wsl)\./.test(id) && severity === 'blocker');
const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id);

afterEach(async () => {
	const failures: unknown[] = [];
	for (const each of undo.splice(0).reverse())
		await Promise.resolve()
			.then(each)
			.catch((error: unknown) => failures.push(error));
	if (failures.length > 0) throw new AggregateError(failures, 'something could not be taken away again');
});

describe.skipIf(missing)('in a WSL 2 distribution', { timeout: 60_000 }, () => {
	it('names the setting when Docker Desktop runs and does not share the distribution', async () => {
		const place = await Place.make({ desktop: 'running' });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'wsl.integration-off',
			cause: 'wsl2-docker-desktop-integration-off',
			because: expect.stringMatching(/could not be found in this WSL 2 distro\.\nDocker Desktop runs on Windows$/),
		});
		expect(await place.explain('docker info')).toMatchObject({ cause: docker(findings)?.cause, finding: 'wsl.integration-off' });
	});

	it('says that Docker Desktop is not started, although its stand-in prints the same', async () => {
		const place = await Place.make({ desktop: 'stopped' });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.not-running',
			cause: 'docker-daemon-not-running',
			says: 'Docker Desktop is not started.',
			because: expect.stringContaining('Windows runs no process of Docker Desktop'),
		});
		expect(ids(findings)).not.toContain('wsl.integration-off');
		// The text alone cannot tell, and what Windows says of its distributions can.
		const { stdout } = await place.run('sh', '-c', "wsl.exe --list --verbose | tr -d '\\000'");
		expect(await place.explain('docker info', '--fact', `wsl.exe --list --verbose=${stdout}`)).toMatchObject({
			cause: 'docker-daemon-not-running',
		});
	});

	it('says that Docker Desktop waits for WSL when it runs without its own distribution', async () => {
		const place = await Place.make({ desktop: 'waiting' });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.desktop-unresponsive',
			cause: 'docker-desktop-wsl-unresponsive',
			because: expect.stringContaining('its distribution docker-desktop is Stopped'),
		});
	});

	it('leaves open which of the two it is when programs of Windows cannot be started', async () => {
		const place = await Place.make({ interop: false });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'wsl.integration-off',
			cause: 'wsl2-docker-desktop-integration-off',
			says: 'Docker Desktop does not share this WSL distribution, or is not started.',
		});
		expect(await place.explain('docker info')).toMatchObject({ cause: docker(findings)?.cause });
	});

	it('names WSL 1, where no container can run, and nothing that only follows from it', async () => {
		const place = await Place.make({ wsl: 1 });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'wsl.version-1',
			cause: 'wsl1-not-wsl2',
			says: 'This distribution runs as WSL 1, where containers cannot run.',
		});
		expect(ids(findings)).not.toContain('wsl.integration-off');
		expect(await place.explain('docker info')).toMatchObject({ cause: 'wsl1-not-wsl2', finding: 'wsl.version-1' });
	});

	it('warns of a folder on a Windows drive', async () => {
		const place = await Place.make({});
		const { findings } = await place.doctor('/mnt/c/todo');
		expect(findings.find(({ id }) => id === 'host.windows-drive')).toMatchObject({
			severity: 'warning',
			says: expect.stringContaining('/mnt/c/todo is on a Windows drive'),
		});
		expect(ids((await place.doctor()).findings)).not.toContain('host.windows-drive');
	});

	it('quotes .wslconfig when it leaves containers too little memory', async () => {
		const real = execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
		const place = await Place.make({
			// A real daemon's answer, but for the memory.
			docker: `'${real}' "$@" | sed 's/"MemTotal":[0-9]*/"MemTotal":1041076224/'`,
			wslconfig: '[wsl2]\r\nmemory=1GB\r\nswap=0\r\n',
		});
		const { host } = await place.daemon();
		const { code, findings } = await place.with({ DOCKER_HOST: host }).doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.small-vm',
			cause: 'insufficient-memory',
			because: expect.stringMatching(/993 MiB; 2 CPU and 2 GiB are needed\.\n\.wslconfig says memory=1GB$/),
		});
	});

	it('notes that there is no systemd', async () => {
		const place = await Place.make({ init: 'init' });
		const { findings } = await place.doctor();
		expect(findings.find(({ id }) => id === 'wsl.no-systemd')).toMatchObject({
			severity: 'note',
			cause: 'wsl-systemd-disabled',
			because: 'Process 1 is not systemd.',
		});
		expect(await place.explain('systemctl start docker')).toMatchObject({ cause: 'wsl-systemd-disabled', finding: 'wsl.no-systemd' });
	});

	it("takes Docker Desktop's own check as evidence", async () => {
		const selfTest = recording('docker/self-test.linuxkit-down.for-win-13273.txt');
		const place = await Place.make({ desktop: 'waiting', selfTest });
		const { code, findings } = await place.doctor();
		expect(code).toBe(3);
		expect(findings.filter(({ id }) => id === 'docker.desktop-unresponsive').map(({ because }) => because)).toEqual([
			expect.stringContaining('its distribution docker-desktop is Stopped'),
			expect.stringContaining('[FAIL] DD0011: are the LinuxKit services running?'),
		]);
		expect(await place.explain("'/mnt/c/Program Files/Docker/Docker/resources/com.docker.diagnose.exe' check")).toMatchObject({
			cause: 'docker-desktop-wsl-unresponsive',
		});
	});

	it('warns of a credential helper that is not there, before a command fails with it', async () => {
		const real = execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
		const place = await Place.make({ docker: `exec '${real}' "$@"` }, (root) => {
			mkdirSync(join(root, 'home', '.docker'));
			writeFileSync(join(root, 'home', '.docker', 'config.json'), '{ "credsStore": "desktop.exe" }\n');
		});
		const { host } = await place.daemon();
		const here = place.with({ DOCKER_HOST: host });
		const { findings } = await here.doctor();
		expect(findings.find(({ id }) => id === 'docker.credential-helper')).toMatchObject({
			severity: 'warning',
			cause: 'docker-credential-helper-missing',
			because: expect.stringContaining('no program docker-credential-desktop.exe is on the PATH'),
		});
		// Of the commands that need no registry, this one asks the helper.
		expect(await here.explain('docker logout')).toMatchObject({
			cause: 'docker-credential-helper-missing',
			finding: 'docker.credential-helper',
		});
	});
});

describe.skipIf(missing)('beside a real Docker daemon', { timeout: 60_000 }, () => {
	it('says that the socket is not for this user', async () => {
		const place = await Place.make();
		const { host } = await place.daemon({ group: 'root' });
		const here = place.with({ DOCKER_HOST: host });
		const { code, findings } = await here.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.permission',
			cause: 'docker-socket-permission-denied',
			because: expect.stringContaining('permission denied'),
		});
		expect(await here.explain('docker info')).toMatchObject({ cause: docker(findings)?.cause });
	});

	it.each([
		['crashed and left its socket', (daemon: DockerDaemon) => daemon.crash()],
		['was stopped and took its socket along', (daemon: DockerDaemon) => daemon.stop()],
	])('says that the daemon does not run when it %s', async (_how, stop) => {
		const place = await Place.make();
		const daemon = await place.daemon();
		const here = place.with({ DOCKER_HOST: daemon.host });
		expect((await here.run('docker', 'info')).code).toBe(0);
		await stop(daemon);
		const { code, findings } = await here.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.not-running',
			cause: 'docker-daemon-not-running',
			because: expect.stringContaining(`at ${daemon.host}`),
		});
		expect(await here.explain('docker info')).toMatchObject({ cause: docker(findings)?.cause });
	});

	it.each([
		['DOCKER_HOST', 'tcp://127.0.0.1:1'],
		['DOCKER_HOST', 'tcp://no-such-host.invalid:2375'],
		['DOCKER_HOST', 'nonsense://here'],
		['DOCKER_CONTEXT', 'no-such-context'],
	])('blames %s=%s, which leads nowhere', async (name, value) => {
		const here = (await Place.make()).with({ [name]: value });
		const { code, findings } = await here.doctor();
		expect(code).toBe(3);
		expect(docker(findings)).toMatchObject({
			id: 'docker.context',
			cause: 'docker-context-broken',
			because: expect.stringContaining(`${name}=${value}`),
		});
		expect(await here.explain('docker info')).toMatchObject({ cause: docker(findings)?.cause });
	});

	it('explains a build, a load and an import that find no space left', async () => {
		const place = await Place.make();
		const { host } = await place.daemon({ diskMebibytes: 16 });
		const here = place.with({ DOCKER_HOST: host });
		const context = join(place.root, 'context');
		mkdirSync(context);
		writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY big /\n');
		truncateSync(join(context, writeEmpty(context, 'big')), 48 * 1024 * 1024);
		const archive = makeImage(place.root, join(context, 'big'));
		for (const command of ['docker build context', `docker load -i ${archive}`, 'tar -C context -c big | docker import -']) {
			const explained = await here.explain(command);
			expect(explained, command).toMatchObject({ cause: 'disk-full', finding: 'docker.disk-full' });
			expect(explained.because.join('\n'), command).toContain('no space left on device');
		}
	});

	it('tells a proxy that puts its own certificates in between', async () => {
		const place = await Place.make();
		const proxy = await place.proxy('intercept', ...makeCertificate(place.root));
		const { host } = await place.daemon({ env: { HTTPS_PROXY: proxy } });
		const here = place.with({ DOCKER_HOST: host, HTTPS_PROXY: proxy });
		const { findings } = await here.doctor();
		expect(findings.find(({ id }) => id === 'registry.tls-intercepted')).toMatchObject({
			severity: 'warning',
			cause: 'registry-tls-intercepted',
		});
		const explained = await here.explain('docker pull hello-world');
		expect(explained).toMatchObject({ cause: 'registry-tls-intercepted', finding: 'registry.tls-intercepted' });
		expect(explained.because.join('\n')).toContain('certificate signed by unknown authority');
	});

	it('tells a proxy that lets nobody through', async () => {
		const place = await Place.make();
		const proxy = await place.proxy('refuse');
		const { host } = await place.daemon({ env: { HTTPS_PROXY: proxy } });
		const here = place.with({ DOCKER_HOST: host, HTTPS_PROXY: proxy });
		const { findings } = await here.doctor();
		expect(findings.find(({ id }) => id === 'registry.unreachable')).toMatchObject({
			severity: 'warning',
			cause: 'registry-unreachable-proxy',
			because: expect.stringContaining('407'),
		});
		expect(await here.explain('docker pull hello-world')).toMatchObject({ cause: 'registry-unreachable-proxy' });
	});

	it('warns that names do not resolve where there is no network', async () => {
		const place = await Place.make();
		const { host } = await place.daemon();
		const here = place.with({ DOCKER_HOST: host });
		const { findings } = await here.doctor();
		expect(findings.find(({ id }) => id === 'network.dns')).toMatchObject({
			severity: 'warning',
			cause: 'dns-resolution-failure',
			because: expect.stringContaining('getaddrinfo'),
		});
		expect(await here.explain('docker pull hello-world')).toMatchObject({ cause: 'dns-resolution-failure', finding: 'network.dns' });
	});
});

function writeEmpty(folder: string, name: string): string {
	writeFileSync(join(folder, name), '');
	return name;
}

/** An image of one file, as `docker save` writes it. */
function makeImage(folder: string, file: string): string {
	const image = join(folder, 'image');
	mkdirSync(image);
	execFileSync('tar', ['-C', join(file, '..'), '-cf', join(image, 'layer.tar'), 'big']);
	const [sum] = execFileSync('sha256sum', [join(image, 'layer.tar')], { encoding: 'utf8' }).split(' ');
	const config = { architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [`sha256:${sum}`] } };
	writeFileSync(join(image, 'config.json'), JSON.stringify(config));
	writeFileSync(join(image, 'manifest.json'), JSON.stringify([{ Config: 'config.json', RepoTags: ['big:1'], Layers: ['layer.tar'] }]));
	execFileSync('tar', ['-C', image, '-cf', join(folder, 'image.tar'), 'layer.tar', 'config.json', 'manifest.json']);
	return 'image.tar';
}

/** Key and certificate for Docker Hub, by an authority that nobody knows. */
function makeCertificate(folder: string): readonly [key: string, certificate: string] {
	const at = (name: string) => join(folder, name);
	const request = (...args: readonly string[]) =>
		execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...args], { stdio: 'ignore' });
	request('-subj', '/CN=Example Company Root', '-keyout', at('ca.key'), '-out', at('ca.crt'));
	const leaf = ['-subj', '/CN=registry-1.docker.io', '-addext', 'subjectAltName=DNS:registry-1.docker.io'];
	request(...leaf, '-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-keyout', at('hub.key'), '-out', at('hub.crt'));
	return [at('hub.key'), at('hub.crt')];
}

function whatIsMissing(): string | undefined {
	if (process.platform !== 'linux') return 'it needs Linux';
	if (process.getuid?.() !== 0) return 'root has to break the machine for it';
	if (!user.isOther) return 'E2E_USER names no ordinary user';
	const program = lacking(['unshare', 'nsenter', 'setpriv', 'timeout', 'ip', 'openssl', 'docker', 'dockerd']);
	if (program) return `there is no program ${program}`;
	try {
		execFileSync('unshare', ['--mount', '--net', 'true'], { stdio: 'ignore' });
		return undefined;
	} catch {
		return 'mounts and a network of its own are not allowed here';
	}
}
