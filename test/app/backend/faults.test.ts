import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RateLimit } from '../../../templates/app/backend/src/http/rate-limit.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type Backend, callerOf, startBackend } from '../support/backend.js';
import { makeCertificate, opensslMissing } from '../support/certificate.js';
import { environmentOf, type PostgresServer, postgresMissing, startPostgres } from '../support/postgres.js';
import { buildServer, isReady, type Running, type Server } from '../support/server.js';

let server: Server;
beforeAll(async () => {
	server = await buildServer();
}, 30_000);
afterEach(() => server.stopAll());

const account = { email: 'ann@example.com', password: 'correct horse' };
const signUp = async (app: Running) => (await callerOf(app.url)('POST', '/api/auth/signup', { body: account })).body.token as string;

describe('a database file', () => {
	it('that is gone makes requests fail and lies to nobody, until it is back', async () => {
		const folder = temporaryFolder();
		const app = await server.start({ DATA_DIR: folder }, 'serve', '--migrate');
		const call = callerOf(app.url);
		const token = await signUp(app);
		await call('POST', '/api/todos', { token, body: { title: 'kept' } });
		renameSync(join(folder, 'todo.db'), join(folder, 'away.db'));
		const failed = await call('POST', '/api/todos', { token, body: { title: 'lost' } });
		expect([failed.status, failed.body.reason, failed.headers.get('retry-after')]).toEqual([503, 'storage-gone', '5']);
		expect(failed.text).not.toContain(folder);
		expect((await call('GET', '/ready')).body.reason).toMatch(/todo\.db is gone/);
		expect((await call('GET', '/health')).status).toBe(200);
		renameSync(join(folder, 'away.db'), join(folder, 'todo.db'));
		expect((await call('GET', '/api/todos', { token })).body.todos).toMatchObject([{ title: 'kept' }]);
	});

	it.skipIf(process.getuid?.() === 0)('that cannot be made is named, with its folder', async () => {
		const folder = temporaryFolder();
		mkdirSync(join(folder, 'locked'), { mode: 0o555 });
		const { code, stderr } = await server.command({ DATA_DIR: join(folder, 'locked'), JWT_SECRET: 'x'.repeat(40) }, 'serve', '--migrate');
		expect([code, stderr]).toEqual([1, expect.stringMatching(/locked.*cannot be/)]);
	});

	const canMount = process.platform === 'linux' && process.getuid?.() === 0;
	if (!canMount) console.log('Skipped: the test with a disk that is really full, which needs root on Linux to mount a small one.');
	it.skipIf(!canMount)(
		'on a full disk keeps what was promised, says so, and works on when there is room',
		async () => {
			const folder = temporaryFolder();
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
			try {
				const app = await server.start({ DATA_DIR: folder, RATE_LIMIT_RPM: '100000' }, 'serve', '--migrate');
				const call = callerOf(app.url);
				const token = await signUp(app);
				const promised: string[] = [];
				let failed = await call('GET', '/ready');
				for (let count = 0; count < 500 && failed.status === 200; count++) {
					const made = await call('POST', '/api/todos', { token, body: { title: `todo ${count}`, description: 'x'.repeat(5000) } });
					if (made.status === 201) promised.push(made.body.id);
					else failed = made;
				}
				expect([failed.status, failed.body.reason]).toEqual([503, 'storage-full']);
				expect(promised.length).toBeGreaterThan(10);
				expect((await call('GET', '/api/todos?limit=200', { token })).body.todos.map(({ id }: any) => id).sort()).toEqual(
					[...promised].sort(),
				);
				execFileSync('mount', ['-o', 'remount,size=8m', folder]);
				expect((await call('POST', '/api/todos', { token, body: { title: 'room again' } })).status).toBe(201);
				app.kill('SIGTERM');
				await app.exit;
			} finally {
				server.stopAll();
				execFileSync('umount', ['--lazy', folder]);
			}
		},
		60_000,
	);

	it.skipIf(!canMount)(
		'on a read-only disk is named at the start',
		async () => {
			const folder = temporaryFolder();
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
			try {
				expect((await server.command({ DATA_DIR: folder }, 'migrate')).code).toBe(0);
				execFileSync('mount', ['-o', 'remount,ro', folder]);
				const { code, stderr } = await server.command({ DATA_DIR: folder, JWT_SECRET: 'x'.repeat(40) }, 'serve', '--migrate');
				expect([code, stderr]).toEqual([1, expect.stringMatching(/todo\.db cannot be/)]);
			} finally {
				execFileSync('umount', ['--lazy', folder]);
			}
		},
		30_000,
	);
});

describe('Postgres', () => {
	describe.skipIf(postgresMissing !== undefined)('where it exists', () => {
		let postgres: PostgresServer;
		beforeAll(async () => {
			postgres = await startPostgres();
		}, 60_000);
		afterAll(() => postgres.remove());

		const freshEnvironment = async () => ({ ...environmentOf(await postgres.makeDatabase()), RATE_LIMIT_RPM: '1000000' });

		it('killed and started again under load: requests fail cleanly, it recovers by itself, nothing promised is lost', async () => {
			const app = await server.start(await freshEnvironment(), 'serve', '--migrate');
			const call = callerOf(app.url);
			const token = await signUp(app);
			const statuses = new Map<number, number>();
			const promised: string[] = [];
			let working = true;
			const users = Array.from({ length: 10 }, async () => {
				while (working) {
					const { status, body } = await call('POST', '/api/todos', { token, body: { title: 'under load' } });
					statuses.set(status, (statuses.get(status) ?? 0) + 1);
					if (status === 201) promised.push(body.id);
					else expect(body.reason).toMatch(/^storage-/);
				}
			});
			const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
			await pause(700);
			await postgres.stop('immediate');
			await pause(500);
			expect(await isReady(app.url)).toBe(false);
			expect((await call('GET', '/health')).status).toBe(200);
			await postgres.start();
			await expect.poll(() => isReady(app.url), { timeout: 10_000 }).toBe(true);
			const before = promised.length;
			await pause(500);
			working = false;
			await Promise.all(users);
			expect([...statuses.keys()].sort()).toEqual([201, 503]);
			expect(promised.length).toBeGreaterThan(before);
			const kept = new Set<string>();
			for (let cursor = ''; ; ) {
				const { todos, next } = (await call('GET', `/api/todos?limit=200${cursor}`, { token })).body;
				for (const { id } of todos) kept.add(id);
				if (next === null) break;
				cursor = `&cursor=${next}`;
			}
			expect(promised.filter((id) => !kept.has(id))).toEqual([]);
		}, 60_000);

		it('that starts later than the app is waited for', async () => {
			const environment = await freshEnvironment();
			await postgres.stop();
			const migrating = server.command(environment, 'migrate');
			await new Promise((resolve) => setTimeout(resolve, 1000));
			await postgres.start();
			const { code, stdout } = await migrating;
			expect(code).toBe(0);
			expect(stdout).toContain('waiting for the database');
		}, 60_000);

		it('lets several migrate at the same time', async () => {
			const environment = await freshEnvironment();
			const all = await Promise.all(Array.from({ length: 4 }, () => server.command(environment, 'migrate')));
			expect(all.map(({ code, stderr }) => [code, stderr])).toEqual(all.map(() => [0, '']));
			expect(all.filter(({ stdout }) => stdout.includes('"from":0'))).toHaveLength(1);
		}, 60_000);

		it.each([
			['a wrong password', { POSTGRES_PASSWORD: 'wrong' }, /does not accept this user and password/],
			['an unknown database', { POSTGRES_DB: 'nowhere' }, /has no such database/],
		])('names %s, and repeats no secret', async (_what, change, words) => {
			const { code, stderr, stdout } = await server.command({ ...(await freshEnvironment()), ...change }, 'migrate');
			expect([code, stderr]).toEqual([1, expect.stringMatching(words)]);
			expect(stdout + stderr).not.toContain(postgres.connection.password);
		});
	});
});

describe('Postgres elsewhere, by TLS', () => {
	describe.skipIf(postgresMissing !== undefined || opensslMissing !== undefined)('where it can be made', () => {
		let postgres: PostgresServer;
		let caFile: string;
		beforeAll(async () => {
			const made = makeCertificate('127.0.0.1');
			caFile = made.caFile;
			postgres = await startPostgres(made);
		}, 60_000);
		afterAll(() => postgres.remove());

		it('is used with the authority that signed its certificate', async () => {
			const app = await server.start(
				{ DATABASE_DRIVER: 'external', DATABASE_URL: `${postgres.url}?sslmode=verify-full`, DATABASE_CA_FILE: caFile },
				'serve',
				'--migrate',
			);
			expect(await signUp(app)).toBeTruthy();
			expect(app.output()).toContain(', TLS');
			expect(app.output()).not.toContain(encodeURIComponent(postgres.connection.password));
		}, 30_000);

		it('is refused without it, and without encryption', async () => {
			const migrate = (url: string) => server.command({ DATABASE_DRIVER: 'external', DATABASE_URL: url }, 'migrate');
			expect(await migrate(postgres.url)).toMatchObject({ code: 1, stderr: expect.stringContaining('not one that we trust') });
			expect((await migrate(`${postgres.url}?sslmode=disable`)).code).toBe(1);
			expect((await migrate(`${postgres.url}?sslmode=no-verify`)).code).toBe(0);
		}, 60_000);
	});
});

describe('input that is too large or odd', () => {
	let backend: Backend;
	let token: string;
	beforeAll(async () => {
		backend = await startBackend();
		token = await backend.signUp();
	});
	afterAll(() => backend.stop());

	it('is refused with a sentence: a message of 1 MB', async () => {
		const answer = await backend.call('POST', '/api/chat', { token, body: { message: 'x'.repeat(1024 * 1024) } });
		expect([answer.status, answer.body.detail]).toEqual([413, 'The body is larger than this server accepts.']);
	});

	it('is refused with a sentence: the character NUL, wherever it is', async () => {
		expect((await backend.call('POST', '/api/todos', { token, body: { title: 'a\0b' } })).status).toBe(400);
		expect((await backend.call('POST', '/api/todos', { token, body: { title: 'a', description: '\0' } })).status).toBe(400);
		expect((await backend.call('POST', '/api/chat', { token, body: { message: 'add a\0b' } })).status).toBe(400);
		expect((await backend.call('GET', '/api/todos?q=%00', { token })).status).toBe(400);
		expect((await backend.call('GET', '/api/todos/%00', { token })).status).toBe(400);
		expect((await backend.call('POST', '/api/auth/signup', { body: { email: 'a\0@example.com', password: 'long enough' } })).status).toBe(
			400,
		);
	});

	it('is kept as well as can be: half of a surrogate pair', async () => {
		expect((await backend.call('POST', '/api/todos', { token, body: '{"title":"half \\ud800"}' })).status).toBe(201);
	});
});

describe('a clock that jumps', () => {
	afterEach(() => vi.useRealTimers());

	it('locks nobody out and signs nobody in', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const limit = new RateLimit(2, () => 0);
		limit.take('ann');
		vi.setSystemTime(0);
		limit.take('ann');
		expect(() => limit.take('ann')).toThrow(/Too many/);

		vi.setSystemTime('2026-11-21T12:00:00Z');
		const backend = await startBackend();
		const token = await backend.signUp();
		const status = async (bearer: string) => (await backend.call('GET', '/api/account', { token: bearer })).status;
		vi.setSystemTime('2026-11-20T12:00:00Z');
		expect(await status(token)).toBe(200);
		vi.setSystemTime('2027-02-01T12:00:00Z');
		expect(await status(token)).toBe(401);
		// Signed out before the jump, and not back after it.
		vi.setSystemTime('2026-11-21T12:00:00Z');
		await backend.call('POST', '/api/auth/logout', { token });
		vi.setSystemTime('2026-12-03T12:00:00Z');
		await backend.call('POST', '/api/auth/logout', { token: await backend.signUp() });
		vi.setSystemTime('2026-11-21T12:00:00Z');
		expect(await status(token)).toBe(401);
		await backend.stop();
	});
});
