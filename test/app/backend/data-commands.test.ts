import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { callerOf } from '../support/backend.js';
import { environmentOf, type PostgresServer, postgresMissing, startPostgres } from '../support/postgres.js';
import { buildServer, type Running, type Server } from '../support/server.js';

let server: Server;
let postgres: PostgresServer | undefined;
beforeAll(async () => {
	server = await buildServer();
	if (postgresMissing === undefined) postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
	server.stopAll();
	await postgres?.remove();
});

const login = { email: 'ann@example.com', password: 'correct horse' };

describe.each([
	['sqlite', false],
	['postgres', postgresMissing !== undefined],
] as const)('the commands for the data in %s', (driver, missing) => {
	describe.skipIf(missing)('where it exists', () => {
		let folder: string;
		let environment: Record<string, string>;
		let app: Running;
		let token: string;
		beforeEach(async () => {
			folder = temporaryFolder();
			environment = { DATABASE_DRIVER: driver, DATA_DIR: folder, BACKUP_DIR: join(folder, 'backups') };
			if (driver === 'postgres') Object.assign(environment, environmentOf(await postgres!.makeDatabase()));
			app = await server.start(environment, 'serve', '--migrate');
			token = (await callerOf(app.url)('POST', '/api/auth/signup', { body: login })).body.token;
		});

		const add = (title: string) => callerOf(app.url)('POST', '/api/todos', { token, body: { title } });
		const titles = async () => (await callerOf(app.url)('GET', '/api/todos', { token })).body.todos.map(({ title }: any) => title);
		const stop = async () => {
			app.kill('SIGTERM');
			await app.exit;
		};

		it('save everything of a running server, and bring it back after an accident', async () => {
			await add('precious');
			const saved = await server.command(environment, 'backup');
			expect(saved).toMatchObject({ code: 0, stderr: '' });
			const { file, users, todos } = JSON.parse(saved.stdout);
			expect({ users, todos }).toEqual({ users: 1, todos: 1 });
			expect(statSync(file).mode & 0o077).toBe(0);
			await add('later');
			// Node 20 has an engine for one process at a time; there the server has to stop for a restore.
			const isAlone = driver === 'sqlite' && process.getBuiltinModule('node:sqlite') === undefined;
			if (isAlone) await stop();
			const refused = await server.command(environment, 'restore', file);
			expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/^This replaces 1 account with 2 todos\. .*--yes/)]);
			const restored = await server.command(environment, 'restore', file, '--yes');
			expect(restored).toMatchObject({ code: 0, stderr: '' });
			expect(JSON.parse(restored.stdout)).toMatchObject({ before: { todos: 2 }, now: { todos: 1 } });
			if (isAlone) app = await server.start(environment);
			expect(await titles()).toEqual(['precious']);
			// What was replaced is not lost either.
			await server.command(environment, 'restore', JSON.parse(restored.stdout).saved, '--yes');
			if (isAlone) {
				await stop();
				app = await server.start(environment);
			}
			expect(await titles()).toEqual(['later', 'precious']);
		}, 60_000);

		it('keep as many backups as they are told, and bring the newest back by that word', async () => {
			const names = () => readdirSync(join(folder, 'backups')).sort();
			expect(await server.command(environment, 'restore', 'newest', '--yes')).toMatchObject({
				code: 2,
				stderr: expect.stringContaining('There is no backup in'),
			});
			await add('first');
			for (const keep of ['2', '2', '2']) expect(await server.command(environment, 'backup', '--keep', keep)).toMatchObject({ code: 0 });
			expect(names().filter((name) => name.startsWith('todo-'))).toHaveLength(2);
			expect(names()).toContain('backup.prom');
			await add('second');
			const isAlone = driver === 'sqlite' && process.getBuiltinModule('node:sqlite') === undefined;
			if (isAlone) await stop();
			expect(await server.command(environment, 'restore', 'newest', '--yes')).toMatchObject({ code: 0 });
			if (isAlone) app = await server.start(environment);
			expect(await titles()).toEqual(['first']);
			// What was there before is saved under a name that "newest" passes over.
			expect(names().filter((name) => name.startsWith('before-restore-'))).toHaveLength(1);
			for (const wrong of [['--keep', '0'], ['--keep', 'all'], ['--prefix', '../x'], ['--nonsense']])
				expect((await server.command(environment, 'backup', ...wrong)).code).toBe(2);
		}, 60_000);

		it('bring a backup into a fresh installation', async () => {
			await add('moved');
			const file = join(folder, 'moving');
			expect((await server.command(environment, 'backup', file)).code).toBe(0);
			await stop();
			const fresh: Record<string, string> = { ...environment, DATA_DIR: temporaryFolder() };
			if (driver === 'postgres') fresh.POSTGRES_DB = (await postgres!.makeDatabase()).database;
			expect(await server.command(fresh, 'restore', file)).toMatchObject({ code: 0 });
			app = await server.start(fresh);
			token = (await callerOf(app.url)('POST', '/api/auth/login', { body: login })).body.token;
			expect(await titles()).toEqual(['moved']);
		}, 30_000);

		it('name what is wrong and change nothing', async () => {
			await add('kept');
			const nonsense = join(folder, 'nonsense');
			writeFileSync(nonsense, 'nonsense');
			expect(await server.command(environment, 'restore')).toMatchObject({ code: 2, stderr: expect.stringContaining('needs the file') });
			expect(await server.command(environment, 'restore', join(folder, 'nowhere'))).toMatchObject({
				code: 2,
				stderr: expect.stringContaining('ENOENT'),
			});
			expect((await server.command(environment, 'restore', nonsense, '--yes')).code).toBe(1);
			expect(await titles()).toEqual(['kept']);
		}, 30_000);

		it('import tasks once, however often it is asked for', async () => {
			const file = join(folder, 'tasks.json');
			writeFileSync(
				file,
				JSON.stringify({
					tasks: [
						{
							id: 7,
							title: 'From the old app',
							completed: true,
							priority: 'HIGH',
							dueDate: '2026-12-24T10:00:00Z',
							created_at: '2025-01-02',
						},
						{ id: 8, text: 'Another', notes: 'with a note', status: 'pending' },
						'Just words',
					],
				}),
			);
			const first = await server.command(environment, 'import', file, 'Ann@example.com');
			expect([first.stderr, JSON.parse(first.stdout)]).toMatchObject(['', { found: 3, added: 3, known: 0 }]);
			expect(JSON.parse((await server.command(environment, 'import', file, login.email)).stdout)).toMatchObject({ added: 0, known: 3 });
			const { todos } = (await callerOf(app.url)('GET', '/api/todos', { token })).body;
			expect(todos.find(({ title }: any) => title === 'From the old app')).toMatchObject({
				completed: true,
				priority: 'high',
				due: '2026-12-24',
			});
			expect(todos.find(({ title }: any) => title === 'Another')).toMatchObject({ completed: false, description: 'with a note' });
			expect(todos.at(-1).title).toBe('From the old app');
		}, 30_000);

		it('import all or nothing', async () => {
			const file = join(folder, 'tasks.json');
			const expectRefusal = async (content: string, words: RegExp) => {
				writeFileSync(file, content);
				expect(await server.command(environment, 'import', file, login.email)).toMatchObject({
					code: 2,
					stderr: expect.stringMatching(words),
				});
			};
			await expectRefusal('{', /not JSON/);
			await expectRefusal('{"no": "list"}', /has to be a list/);
			await expectRefusal('[{"title": "fine"}, {"title": ""}, {"title": "x", "due": "someday"}]', /Task 2: .*\nTask 3: .*due/);
			expect(await server.command(environment, 'import', file, 'nobody@example.com')).toMatchObject({
				code: 2,
				stderr: expect.stringContaining('Sign up first'),
			});
			expect(await server.command(environment, 'import', file)).toMatchObject({ code: 2 });
			expect(await titles()).toEqual([]);
		}, 30_000);
	});
});

describe('a backup of a database that was never used', () => {
	it('is refused, and leaves no file', async () => {
		const folder = temporaryFolder();
		const { code, stderr } = await server.command({ DATA_DIR: folder }, 'backup');
		expect([code, stderr]).toEqual([2, 'There is nothing to back up: this database was never used.\n']);
		expect(existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).toEqual([]);
	});
});

describe.skipIf(postgresMissing !== undefined)('where pg_dump runs beside this, without the password', () => {
	it('tells it where to go, takes over what it wrote, and finds it again', async () => {
		const folder = temporaryFolder();
		const environment = { ...environmentOf(await postgres!.makeDatabase()), BACKUP_DIR: folder };
		await server.command(environment, 'migrate');
		const service = join(folder, 'pg_service.conf');
		expect(await server.command(environment, 'pg-service', service)).toMatchObject({ code: 0, stdout: '', stderr: '' });
		expect(statSync(service).mode & 0o077).toBe(0);
		const dump = join(folder, 'incoming.part');
		// Whoever runs the tests as root has the programs of Postgres elsewhere.
		const programs = { PATH: process.env.PATH ?? '', PGSERVICEFILE: service, PGSERVICE: 'todo' };
		execFileSync('pg_dump', ['--format=custom', `--file=${dump}`], { env: programs });
		expect(await server.command(environment, 'backup', '--adopt', dump, '--keep', '1')).toMatchObject({ code: 0 });
		const link = join(folder, 'chosen.dump');
		const chosen = await server.command(environment, 'choose-backup', 'newest', link);
		expect([readlinkSync(link), chosen.stdout]).toEqual([chosen.stdout.trim(), expect.stringMatching(/todo-[^/]+\.dump\n$/)]);
		execFileSync('pg_restore', ['--clean', '--if-exists', '--single-transaction', '--dbname=service=todo', link], { env: programs });
		writeFileSync(dump, 'nonsense');
		expect(await server.command(environment, 'backup', '--adopt', dump)).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('is not what pg_dump writes'),
		});
	}, 30_000);
});

describe.skipIf(postgresMissing !== undefined)('trying an external database', () => {
	it('logs in with the address that comes on stdin, and tells what came of it', async () => {
		const { host, port, database, user, password } = await postgres!.makeDatabase();
		const attempt = (name: string, word: string) =>
			JSON.parse(
				execFileSync(process.execPath, [server.file, 'try-database'], {
					input: `postgresql://${user}:${encodeURIComponent(word)}@${host}:${port}/${name}?sslmode=disable\n`,
					encoding: 'utf8',
				}),
			);
		expect(attempt(database, password)).toEqual({});
		expect(attempt(database, 'wrong')).toEqual({
			reason: 'refused',
			problem: expect.stringContaining('does not accept this user and password'),
		});
		expect(attempt('nowhere', password)).toEqual({ reason: 'refused', problem: expect.stringContaining('has no such database') });
	});
});
