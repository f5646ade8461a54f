import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../app/support/backend.js';
import { makeCertificate } from '../app/support/certificate.js';
import { freePort } from '../app/support/port.js';
import { type PostgresServer, postgresMissing, startPostgres } from '../app/support/postgres.js';
import { buildServer, type Running, type Server } from '../app/support/server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startInterceptingProxy } from './support/intercepting-proxy.js';

// What the app's own tests cannot do with Node alone: other people's judges, and real images.

const run = promisify(execFile);
const required = process.env.E2E === 'required';
const templates = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Why something is skipped; where everything is required, it is a failure. */
function missing(what: string | undefined): boolean {
	if (what === undefined) return false;
	if (required) throw new Error(what);
	console.log(`Skipped: ${what}.`);
	return true;
}

/** Docker does not always tell the gateway of its bridge; a container has it as its default route, four bytes in hex, the last one first. */
function hostAsContainersSeeIt(): string {
	const routes = execFileSync('docker', ['run', '--rm', 'node:22-slim', 'cat', '/proc/net/route'], { encoding: 'utf8' });
	const [, , gateway = ''] =
		routes
			.split('\n')
			.map((line) => line.split('\t'))
			.find(([, destination]) => destination === '00000000') ?? [];
	if (!gateway) throw new Error(`a container has no default route:\n${routes}`);
	return [...Buffer.from(gateway, 'hex')].reverse().join('.');
}

const answers = (command: string, ...parameters: string[]) => spawnSync(command, parameters, { stdio: 'ignore' }).status === 0;

const schemathesis = process.env.SCHEMATHESIS ?? 'schemathesis';
const noFuzzer = missing(
	answers(schemathesis, '--version')
		? undefined
		: 'fuzzing the API needs schemathesis (pip install schemathesis), on the PATH or named by SCHEMATHESIS',
);

describe.skipIf(noFuzzer)('every route of the API, fuzzed by its own description', () => {
	let server: Server;
	let postgres: PostgresServer | undefined;
	beforeAll(async () => {
		server = await buildServer();
		if (postgresMissing === undefined) postgres = await startPostgres();
	});
	afterAll(async () => {
		server.stopAll();
		await postgres?.remove();
	});

	const fuzz = async (app: Running, ...choice: string[]) => {
		const call = callerOf(app.url);
		const account = { email: `fuzz${Math.random()}@example.com`, password: 'correct horse' };
		const { token } = (await call('POST', '/api/auth/signup', { body: account })).body;
		const { status, stdout } = spawnSync(
			schemathesis,
			[
				'run',
				`${app.url}/docs`,
				'--header',
				`Authorization: Bearer ${token}`,
				'--max-examples',
				'40',
				'--seed',
				'7',
				'--no-color',
				...choice,
			],
			// It leaves a folder with its findings behind.
			{ encoding: 'utf8', timeout: 5 * 60_000, cwd: temporaryFolder() },
		);
		expect(status, stdout.slice(-6000)).toBe(0);
		expect((await call('GET', '/health')).status).toBe(200);
		expect(app.output()).not.toContain('request failed');
	};

	it.each(['sqlite', 'postgres'])('answers as it promises and never with 500, on %s', async (driver) => {
		if (driver === 'postgres' && missing(postgresMissing)) return;
		const { host, port, database, user, password } = (await postgres?.makeDatabase()) ?? {
			host: '',
			port: 0,
			database: '',
			user: '',
			password: '',
		};
		const app = await server.start(
			{
				DATABASE_DRIVER: driver,
				DATA_DIR: temporaryFolder(),
				POSTGRES_HOST: host,
				POSTGRES_PORT: String(port || 5432),
				POSTGRES_DB: database,
				POSTGRES_USER: user,
				POSTGRES_PASSWORD: password,
				RATE_LIMIT_RPM: '1000000',
				LOG_LEVEL: 'error',
			},
			'serve',
			'--migrate',
		);
		// What ends a session or the account is tried apart, or all the rest would only be refused.
		const ending = ['/api/auth/logout', '/api/account'];
		await fuzz(app, ...ending.flatMap((path) => ['--exclude-path', path]));
		for (const path of ending) await fuzz(app, '--include-path', path);
	});
});

/** Docker's proxy takes connections before anybody listens behind it; a request that met that may never end by itself. */
const statusOf = (url: string) =>
	fetch(url, { signal: AbortSignal.timeout(1000) }).then(
		({ status }) => status,
		() => 0,
	);

const noDocker = missing(answers('docker', 'info') ? undefined : 'building images needs Docker');
const base = (name: string) => answers('docker', 'image', 'inspect', name);
const noBases =
	noDocker ||
	missing(base('node:22-slim') && base('nginxinc/nginx-unprivileged:stable') ? undefined : 'building images needs the base images');

describe.skipIf(noBases)('the images', () => {
	const docker = (...parameters: string[]) =>
		execFileSync('docker', parameters, {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, DOCKER_BUILDKIT: '0' },
		});
	const tag = (part: string, target: string) => `todo-e2e-${part}:${target}`;
	afterAll(() => {
		for (const part of ['backend', 'frontend'])
			for (const target of ['runtime', 'test', 'proxy'])
				spawnSync('docker', ['image', 'rm', '--force', tag(part, target)], { stdio: 'ignore' });
	});

	it('are built behind a proxy that puts its own certificates in between, on bases of other names', async () => {
		const registry = new URL(execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim());
		const { certificate, key, caFile } = makeCertificate(registry.hostname);
		const proxy = await startInterceptingProxy(registry, certificate, key);
		const gateway = hostAsContainersSeeIt();
		for (const [image, name] of [
			['node:22-slim', 'company/node:1'],
			['nginxinc/nginx-unprivileged:stable', 'company/web:1'],
		] as const)
			docker('tag', image, name);
		try {
			for (const part of ['backend', 'frontend']) {
				const through = `http://${gateway}:${proxy.port}`;
				const set = {
					BASE_NODE: 'company/node:1',
					...(part === 'frontend' ? { BASE_WEB: 'company/web:1' } : {}),
					NPM_REGISTRY: `https://${registry.host}${registry.pathname}`,
					CA_PEM: readFileSync(caFile, 'utf8'),
					...Object.fromEntries(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].map((name) => [name, through])),
				};
				const before = proxy.seen.length;
				const args = Object.entries(set).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
				await run(
					'docker',
					['build', '--no-cache', '--target', 'runtime', '--tag', tag(part, 'proxy'), ...args, `${templates}app/${part}`],
					{
						env: { ...process.env, DOCKER_BUILDKIT: '0' },
						maxBuffer: 64 * 1024 * 1024,
					},
				);
				expect(proxy.seen.length - before).toBeGreaterThan(20);
				expect(docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', tag(part, 'proxy'))).not.toContain('BEGIN CERTIFICATE');
			}
		} finally {
			proxy.stop();
			docker('image', 'rm', 'company/node:1', 'company/web:1');
		}
	}, 300_000);

	describe.each(['backend', 'frontend'])('of the %s', (part) => {
		it('is built, with its tests passing in the build', () => {
			docker('build', '--quiet', '--target', 'runtime', '--tag', tag(part, 'runtime'), `${templates}app/${part}`);
			docker('build', '--quiet', '--target', 'test', '--tag', tag(part, 'test'), `${templates}app/${part}`);
		});

		it('holds no tools of the build, no sources, no maps and no secrets', () => {
			const container = docker('create', tag(part, 'runtime')).trim();
			try {
				const files = execFileSync('sh', ['-c', `docker export ${container} | tar -t`], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
					.split('\n')
					.filter((path) => path.startsWith('app/') || path.startsWith('src/'));
				expect(
					files.filter((path) => /node_modules|\.tsx?$|\.map$|\.env|\.git|package(-lock)?\.json|\.npmrc|\.pem$|\.key$/.test(path)),
				).toEqual([]);
				const text = execFileSync('sh', ['-c', `docker export ${container} | tar -xO app | tr -d '\\0'`], {
					encoding: 'latin1',
					maxBuffer: 64 * 1024 * 1024,
				});
				expect(text).not.toMatch(/sk-[A-Za-z0-9]{20}|AKIA[A-Z0-9]{16}|BEGIN (RSA |EC )?PRIVATE KEY|ghp_[A-Za-z0-9]{30}/);
				expect(docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', tag(part, 'runtime'))).not.toMatch(
					/(KEY|SECRET|TOKEN|PASSWORD)=\S/,
				);
			} finally {
				docker('rm', container);
			}
		});

		it('adds little to its base', () => {
			const size = (image: string) => Number(docker('image', 'inspect', '--format', '{{.Size}}', image));
			const own = size(tag(part, 'runtime')) - size(part === 'backend' ? 'node:22-slim' : 'nginxinc/nginx-unprivileged:stable');
			expect(own).toBeLessThan(part === 'backend' ? 2_000_000 : 1_000_000);
		});

		it.each(['10001:10001', '1001', '65533:65533'])(
			'runs as user %s on a read-only file system',
			async (user) => {
				const port = part === 'backend' ? '8000' : '8080';
				const settings =
					part === 'backend'
						? ['--env', 'JWT_SECRET=only-for-this-test-and-32-bytes-long']
						: ['--env', 'BACKEND_URL=http://localhost:8000'];
				const data = part === 'backend' ? ['--tmpfs', '/app/data:mode=777'] : [];
				const command = part === 'backend' ? ['serve', '--migrate'] : [];
				const limits = [
					'--read-only',
					'--tmpfs',
					'/tmp',
					'--cap-drop',
					'ALL',
					'--security-opt',
					'no-new-privileges:true',
					'--memory',
					part === 'backend' ? '192m' : '48m',
				];
				const name = docker(
					'run',
					'--detach',
					'--user',
					user,
					...limits,
					...data,
					...settings,
					'--publish',
					`127.0.0.1::${port}`,
					tag(part, 'runtime'),
					...command,
				).trim();
				try {
					const address = docker('port', name, port).trim().split('\n')[0];
					const path = part === 'backend' ? '/ready' : '/healthz';
					await expect.poll(() => statusOf(`http://${address}${path}`), { timeout: 20_000 }).toBe(200);
					// Once is enough: Docker asks for the first time after 15 s.
					if (user === '10001:10001')
						await expect
							.poll(() => docker('inspect', '--format', '{{.State.Health.Status}}', name).trim(), { timeout: 40_000, interval: 500 })
							.toBe('healthy');
					docker('stop', name);
					expect(docker('inspect', '--format', '{{.State.ExitCode}}', name).trim()).toBe('0');
				} finally {
					docker('rm', '--force', '--volumes', name);
				}
			},
			90_000,
		);
	});
});

const noCompose =
	noDocker || missing(answers('docker', 'compose', 'version') ? undefined : 'compose.yaml is tried only with docker compose');

describe.skipIf(noCompose)('docker compose', () => {
	let folder: string;
	const compose = (...parameters: string[]) =>
		execFileSync('docker', ['compose', ...parameters], {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, DOCKER_BUILDKIT: '0', COMPOSE_BAKE: 'false' },
		});
	beforeAll(async () => {
		folder = join(temporaryFolder(), 'with space');
		mkdirSync(folder);
		execFileSync('cp', ['-r', `${templates}compose.yaml`, `${templates}app`, folder]);
	});
	afterAll(() => {
		spawnSync('docker', ['compose', '--profile', 'postgres', 'down', '--volumes', '--timeout', '5'], { cwd: folder });
	});

	it.each([
		['sqlite', {}],
		[
			'postgres',
			{ DATABASE_DRIVER: 'postgres', COMPOSE_PROFILES: 'postgres', POSTGRES_PASSWORD: 'of-this-test', POSTGRES_IMAGE: 'postgres:17' },
		],
	])('runs the app with %s, and keeps the data over a restart', async (_driver, more: Record<string, string>) => {
		// Another one for each, or this process would go on with a connection to the one before.
		const port = await freePort();
		const set = { JWT_SECRET: 'only-for-this-test-and-32-bytes-long', WEB_PORT: String(port), ...more };
		const example = readFileSync(`${templates}env.example`, 'utf8');
		writeFileSync(
			join(folder, '.env'),
			Object.entries(set).reduce((text, [name, value]) => text.replace(new RegExp(`^#?${name}=.*$`, 'm'), `${name}=${value}`), example),
		);
		compose('up', '--build', '--detach', '--wait', '--wait-timeout', '180');
		const call = callerOf(`http://127.0.0.1:${port}`);
		const { token } = (await call('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } })).body;
		expect((await call('POST', '/api/todos', { token, body: { title: 'kept' } })).status).toBe(201);
		compose('restart', 'backend');
		await expect.poll(async () => (await call('GET', '/api/todos', { token })).body?.todos?.[0]?.title, { timeout: 30_000 }).toBe('kept');
		compose('down', '--volumes', '--timeout', '10');
	});
});
