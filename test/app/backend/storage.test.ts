import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresDatabase } from '../../../templates/app/backend/src/storage/postgres/postgres-database.ts';
import { expectedSchema, migrationsFrom } from '../../../templates/app/backend/src/storage/sql/migrations.ts';
import type { SqlDatabase } from '../../../templates/app/backend/src/storage/sql/sql-database.ts';
import { SqlStore } from '../../../templates/app/backend/src/storage/sql/sql-store.ts';
import { nodeHasSqlite, openNodeSqlite } from '../../../templates/app/backend/src/storage/sqlite/node-sqlite.ts';
import { SqliteDatabase } from '../../../templates/app/backend/src/storage/sqlite/sqlite-database.ts';
import { openWasmSqlite } from '../../../templates/app/backend/src/storage/sqlite/wasm-sqlite.ts';
import { StorageError } from '../../../templates/app/backend/src/storage/storage-error.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type PostgresServer, postgresMissing, startPostgres } from '../support/postgres.js';

if (!nodeHasSqlite) console.log(`Storage on SQLite is tested with WebAssembly only: Node ${process.versions.node} has no node:sqlite.`);

interface Driver {
	readonly name: string;
	readonly available: boolean;
	/** Opens the same database again and again within one test. */
	prepare(folder: string): Promise<() => SqlDatabase>;
}

let server: PostgresServer | undefined;
beforeAll(async () => {
	if (postgresMissing === undefined) server = await startPostgres();
}, 60_000);
afterAll(async () => server?.remove());

const drivers: readonly Driver[] = [
	{
		name: 'node:sqlite',
		available: nodeHasSqlite,
		prepare: async (folder) => () => new SqliteDatabase(join(folder, 'todo.db'), openNodeSqlite),
	},
	{
		name: 'SQLite in WebAssembly',
		available: true,
		prepare: async (folder) => () => new SqliteDatabase(join(folder, 'todo.db'), openWasmSqlite),
	},
	{
		name: 'Postgres',
		available: postgresMissing === undefined,
		async prepare() {
			const connection = await server!.makeDatabase();
			return () => new PostgresDatabase(connection);
		},
	},
];

let folder: string;
beforeEach(async () => {
	folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ann = { id: 'ann', email: 'ann@example.com', name: 'Ann', passwordHash: 'hash' };
const everything = { status: 'all', text: '', limit: 50 } as const;

describe.each(drivers)('storage on $name', ({ available, prepare }) => {
	describe.skipIf(!available)('where it exists', () => {
		let open: () => SqlDatabase;
		let database: SqlDatabase;
		let store: SqlStore;
		const opened: SqlDatabase[] = [];
		const again = () => {
			const next = open();
			opened.push(next);
			return next;
		};
		beforeEach(async () => {
			open = await prepare(folder);
			database = again();
			store = new SqlStore(database);
			await store.migrate();
			await store.accounts.create(ann);
		});
		afterEach(async () => {
			for (const one of opened.splice(0)) await one.close().catch(() => {});
		});

		const titles = async (query: Partial<{ status: 'open' | 'done' | 'all'; text: string }> = {}) =>
			(await store.todos.list('ann', { ...everything, ...query })).todos.map(({ title }) => title);

		it('migrates an empty database once', async () => {
			expect(await store.check()).toBe(expectedSchema);
			expect(await store.migrate()).toEqual({ from: expectedSchema, to: expectedSchema });
		});

		it('keeps, finds, changes and removes a todo', async () => {
			const made = await store.todos.create('ann', { title: 'Buy milk', priority: 'high', due: '2026-12-24' });
			expect(await store.todos.find('ann', made.id)).toEqual(made);
			expect(made).toMatchObject({ description: '', priority: 'high', due: '2026-12-24', completed: false });
			const changed = await store.todos.update('ann', made.id, { completed: true, due: null, title: 'Buy oat milk' });
			expect(changed).toMatchObject({ title: 'Buy oat milk', completed: true, due: null, createdAt: made.createdAt });
			expect(await store.todos.find('ann', made.id)).toEqual(changed);
			expect([await store.todos.remove('ann', made.id), await store.todos.remove('ann', made.id)]).toEqual([true, false]);
		});

		it('shows, changes and removes nothing of somebody else', async () => {
			await store.accounts.create({ ...ann, id: 'bob', email: 'bob@example.com' });
			const { id } = await store.todos.create('ann', { title: 'secret' });
			expect(await store.todos.find('bob', id)).toBeUndefined();
			expect(await store.todos.update('bob', id, { title: 'mine' })).toBeUndefined();
			expect(await store.todos.remove('bob', id)).toBe(false);
			expect((await store.todos.list('bob', everything)).todos).toEqual([]);
			expect(await titles()).toEqual(['secret']);
		});

		it('lists newest first, page by page, by status', async () => {
			for (const title of ['one', 'two', 'three', 'four', 'five']) await store.todos.create('ann', { title });
			const [five, four] = (await store.todos.list('ann', everything)).todos;
			await store.todos.update('ann', four!.id, { completed: true });
			const first = await store.todos.list('ann', { ...everything, limit: 2 });
			expect(first.todos.map(({ title }) => title)).toEqual(['five', 'four']);
			await store.todos.create('ann', { title: 'six' });
			const second = await store.todos.list('ann', { ...everything, limit: 3, before: first.next! });
			expect(second).toMatchObject({ todos: [{ title: 'three' }, { title: 'two' }, { title: 'one' }], next: undefined });
			expect(five!.title).toBe('five');
			expect(await titles({ status: 'done' })).toEqual(['four']);
			expect(await titles({ status: 'open' })).toEqual(['six', 'five', 'three', 'two', 'one']);
		});

		it('searches title and description without regard to case, in any script', async () => {
			await store.todos.create('ann', { title: 'ÄPFEL kaufen', description: 'auf dem Markt' });
			await store.todos.create('ann', { title: 'ПРИВЕТ', description: '100% sure_thing \\ back' });
			expect(await titles({ text: 'äpfel' })).toEqual(['ÄPFEL kaufen']);
			expect(await titles({ text: 'MARKT' })).toEqual(['ÄPFEL kaufen']);
			expect(await titles({ text: 'привет' })).toEqual(['ПРИВЕТ']);
			for (const text of ['100%', 'e_t', '\\ b']) expect(await titles({ text })).toEqual(['ПРИВЕТ']);
			for (const text of ['1%0', 'u_e', 'kaufen auf']) expect(await titles({ text })).toEqual([]);
			const [found] = (await store.todos.list('ann', { ...everything, text: 'äpfel' })).todos;
			await store.todos.update('ann', found!.id, { title: 'BIRNEN' });
			expect([await titles({ text: 'äpfel' }), await titles({ text: 'birnen' }), await titles({ text: 'markt' })]).toEqual([
				[],
				['BIRNEN'],
				['BIRNEN'],
			]);
		});

		it('finds what the build before the search columns wrote, and lets it go on writing', async () => {
			await database.run(
				`INSERT INTO todos (id, user_id, title, description, priority, due, completed, created_at, updated_at)
				VALUES (?, 'ann', 'Old Milk', 'From Before', 'normal', NULL, 0, '', '')`,
				randomUUID(),
			);
			expect(await titles({ text: 'old m' })).toEqual(['Old Milk']);
			expect(await titles({ text: 'BEFORE' })).toEqual(['Old Milk']);
		});

		it('takes each address once', async () => {
			expect(await store.accounts.create({ ...ann, id: 'other', name: '' })).toBeUndefined();
			expect(await store.accounts.findByEmail('ann@example.com')).toEqual(ann);
			expect(await store.accounts.find('ann')).toEqual(ann);
			expect(await store.accounts.find('nobody')).toBeUndefined();
		});

		it('removes what belongs to a removed account', async () => {
			await store.todos.create('ann', { title: 'x' });
			await store.conversations.append(await store.conversations.create('ann'), [{ role: 'user', content: 'hi', actions: [] }]);
			await store.accounts.remove('ann');
			for (const table of ['users', 'todos', 'conversations', 'messages'])
				expect(Number((await database.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`))?.rows)).toBe(0);
		});

		it('keeps conversations in their order', async () => {
			expect(await store.conversations.newest('ann')).toBeUndefined();
			const first = await store.conversations.create('ann');
			const second = await store.conversations.create('ann');
			const action = { tool: 'create_todo', arguments: { title: 'ü' }, result: { id: '1' } } as const;
			await store.conversations.append(second, [{ role: 'user', content: 'to the second', actions: [] }]);
			await store.conversations.append(first, [
				{ role: 'user', content: 'add ü', actions: [] },
				{ role: 'assistant', content: 'Added.', actions: [action] },
			]);
			expect(await store.conversations.newest('ann')).toBe(first);
			expect(await store.conversations.latest(first, 1)).toEqual([{ role: 'assistant', content: 'Added.', actions: [action] }]);
			expect((await store.conversations.latest(first, 9)).map(({ role }) => role)).toEqual(['user', 'assistant']);
			expect([await store.conversations.belongsTo('ann', first), await store.conversations.belongsTo('bob', first)]).toEqual([true, false]);
			await store.conversations.removeAll('ann');
			expect(await store.conversations.newest('ann')).toBeUndefined();
		});

		it('keeps text of any script and awkward signs as they are', async () => {
			const title = `日本語 'quoted' "double" ; DROP TABLE todos; -- 🎉 $1 ?`;
			const { id } = await store.todos.create('ann', { title, description: 'line\nbreak' });
			expect(await store.todos.find('ann', id)).toMatchObject({ title, description: 'line\nbreak' });
			expect(await titles({ text: `'quoted'` })).toHaveLength(1);
		});

		it('remembers revoked tokens until long after they would have ended', async () => {
			const now = Math.floor(Date.now() / 1000);
			await store.accounts.revokeToken('ended long ago', now - 30 * 24 * 3600);
			await store.accounts.revokeToken('ended just now', now - 10);
			await store.accounts.revokeToken('beyond 2038', 4_000_000_000);
			expect(await store.accounts.isSessionValid('ann', 'ended just now')).toBe(false);
			expect(await store.accounts.isSessionValid('ann', 'beyond 2038')).toBe(false);
			expect(await store.accounts.isSessionValid('ann', 'unknown')).toBe(true);
			expect(await store.accounts.isSessionValid('nobody', 'unknown')).toBe(false);
			expect(await database.all('SELECT id FROM revoked_tokens WHERE id = ?', 'ended long ago')).toEqual([]);
		});

		it('finds everything again after it was closed', async () => {
			await store.todos.create('ann', { title: 'kept' });
			await database.close();
			store = new SqlStore(again());
			expect(await titles()).toEqual(['kept']);
		});

		it('does all of a batch or nothing', async () => {
			const insert = (email: string) => ({
				sql: `INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, '', '', '')`,
				values: [randomUUID(), email],
			});
			await expect(database.batch([insert('new@example.com'), insert('ann@example.com')])).rejects.toThrow();
			expect(await store.accounts.findByEmail('new@example.com')).toBeUndefined();
			expect(await database.batch([insert('one@example.com'), insert('two@example.com')])).toBe(2);
		});

		it('imports what is not there yet', async () => {
			const todo = await store.todos.create('ann', { title: 'known' });
			const other = { ...todo, id: 'other', title: 'new', completed: true };
			expect(await store.todos.import('ann', [todo, other])).toBe(1);
			expect(await store.todos.import('ann', [todo, other])).toBe(0);
			expect((await titles()).sort()).toEqual(['known', 'new']);
		});

		it('leaves nothing behind when a migration fails', async () => {
			const spoiled = (await prepare(temporaryFolder()))();
			opened.push(spoiled);
			await spoiled.run('CREATE TABLE messages (unrelated TEXT)');
			await expect(spoiled.migrate()).rejects.toThrow(/messages/);
			expect(await spoiled.schemaVersion()).toBe(0);
			await expect(spoiled.all('SELECT * FROM users')).rejects.toThrow();
		});

		it('is brought on from every older schema, with its data', async () => {
			for (let version = 1; version < expectedSchema; version++) {
				const older = (await prepare(temporaryFolder()))();
				opened.push(older);
				const isPostgres = older instanceof PostgresDatabase;
				const dialect = isPostgres
					? { serial: 'BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY', seconds: 'BIGINT', tableEnd: '' }
					: { serial: 'INTEGER PRIMARY KEY AUTOINCREMENT', seconds: 'INTEGER', tableEnd: ' STRICT' };
				const steps = migrationsFrom(0, dialect).slice(0, version);
				await older.run('CREATE TABLE schema_version (version INTEGER NOT NULL)');
				for (const sql of steps.flatMap((text) => text.split(';')).filter((text) => text.trim() !== '')) await older.run(sql);
				await older.run('INSERT INTO schema_version (version) VALUES (?)', version);
				await older.run(`INSERT INTO users (id, email, name, password_hash, created_at) VALUES ('u', 'old@example.com', '', '', '')`);
				expect(await older.migrate()).toEqual({ from: version, to: expectedSchema });
				expect((await new SqlStore(older).accounts.findByEmail('old@example.com'))?.id).toBe('u');
			}
		});

		it('backs up while it is used, and restores over what came later', async () => {
			await store.todos.create('ann', { title: 'before' });
			const file = join(folder, 'backup');
			await store.backup(file);
			await expect(store.backup(file)).rejects.toThrow(/exists already/);
			await store.todos.create('ann', { title: 'after' });
			await store.accounts.create({ ...ann, id: 'bob', email: 'bob@example.com' });
			expect(await store.count()).toEqual({ users: 2, todos: 2 });
			await store.restore(file);
			expect(await store.count()).toEqual({ users: 1, todos: 1 });
			expect(await titles()).toEqual(['before']);
			// The next todo comes after those of the backup.
			await store.todos.create('ann', { title: 'next' });
			expect(await titles()).toEqual(['next', 'before']);
		});

		it('restores into a fresh database', async () => {
			await store.todos.create('ann', { title: 'moved' });
			const file = join(folder, 'backup');
			await store.backup(file);
			const fresh = (await prepare(temporaryFolder()))();
			opened.push(fresh);
			await fresh.restore(file);
			expect((await new SqlStore(fresh).todos.list('ann', everything)).todos).toMatchObject([{ title: 'moved' }]);
		});

		it('changes nothing when the backup is none', async () => {
			await store.todos.create('ann', { title: 'kept' });
			const file = join(folder, 'not a backup');
			for (const content of ['', 'hello', 'x'.repeat(100_000)]) {
				writeFileSync(file, content);
				await expect(store.restore(file)).rejects.toThrow(StorageError);
			}
			expect(await titles()).toEqual(['kept']);
		});
	});
});

const engines = [
	{ name: 'node:sqlite', available: nodeHasSqlite, open: openNodeSqlite, journal: 'wal' },
	{ name: 'WebAssembly', available: true, open: openWasmSqlite, journal: 'delete' },
] as const;

describe.each(engines)('a file of SQLite with $name', ({ available, open, journal }) => {
	describe.skipIf(!available)('where it exists', () => {
		let path: string;
		let database: SqliteDatabase;
		let store: SqlStore;
		beforeEach(async () => {
			path = join(folder, 'sub folder', 'todo.db');
			database = new SqliteDatabase(path, open);
			store = new SqlStore(database);
			await store.migrate();
			await store.accounts.create(ann);
		});
		afterEach(() => database.close().catch(() => {}));

		it(`has the journal ${journal}`, () => {
			expect(database.description).toContain(`journal ${journal}`);
		});

		it('takes no promise that nobody would find again when the file is gone, and goes on when it is back', async () => {
			renameSync(path, `${path}.away`);
			await expect(store.todos.create('ann', { title: 'lost' })).rejects.toMatchObject({ reason: 'gone' });
			await expect(store.check()).rejects.toMatchObject({ reason: 'gone' });
			renameSync(`${path}.away`, path);
			await store.todos.create('ann', { title: 'kept' });
			expect((await store.todos.list('ann', everything)).todos).toMatchObject([{ title: 'kept' }]);
		});

		it('works on with another file that took the place of its own', async () => {
			const file = join(folder, 'backup.db');
			await store.backup(file);
			await store.todos.create('ann', { title: 'in the first file' });
			for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
			copyFileSync(file, path);
			expect((await store.todos.list('ann', everything)).todos).toEqual([]);
			await store.todos.create('ann', { title: 'in the second file' });
			expect((await store.todos.list('ann', everything)).todos).toMatchObject([{ title: 'in the second file' }]);
		});

		it('says that a full database is full, loses nothing, and goes on when there is room', async () => {
			await store.todos.create('ann', { title: 'kept' });
			const { page_count: pages } = (await database.get<{ page_count: number }>('PRAGMA page_count'))!;
			await database.get(`PRAGMA max_page_count = ${pages}`);
			const fill = async () => {
				for (;;) await store.todos.create('ann', { title: 'more', description: 'x'.repeat(4000) });
			};
			await expect(fill()).rejects.toMatchObject({ reason: 'full' });
			const kept = (await store.count()).todos;
			await database.get('PRAGMA max_page_count = 1000000');
			await store.todos.create('ann', { title: 'again' });
			expect((await store.count()).todos).toBe(kept + 1);
		});

		it('names a damaged file', async () => {
			const damaged = join(folder, 'damaged.db');
			writeFileSync(damaged, Buffer.alloc(8192, 'not sqlite'));
			expect(() => new SqliteDatabase(damaged, open)).toThrow(expect.objectContaining({ reason: 'damaged' }));
		});

		it.skipIf(process.getuid?.() === 0)('names a file that cannot be written', async () => {
			await database.close();
			for (const end of ['', '-wal', '-shm']) if (existsSync(path + end)) writeFileSync(path + end, '', { flag: 'a', mode: 0o444 });
			chmodSync(path, 0o444);
			// One engine does not open it at all, the other one lets it be read.
			const write = async () => {
				const again = new SqliteDatabase(path, open);
				await again.run('DELETE FROM todos').finally(() => again.close());
			};
			await expect(write()).rejects.toMatchObject({ reason: 'read-only' });
		});

		it('leaves no copy behind after a restore', async () => {
			const file = join(folder, 'backup.db');
			await store.backup(file);
			await store.restore(file);
			const { readdirSync } = await import('node:fs');
			expect(readdirSync(join(folder, 'sub folder')).filter((name) => name.startsWith('restore'))).toEqual([]);
		});
	});
});

describe('SQLite in WebAssembly', () => {
	it('opens after a process was killed while it held the lock', async () => {
		const path = join(folder, 'todo.db');
		mkdirSync(`${path}.lock`);
		const past = new Date(Date.now() - 60_000);
		utimesSync(`${path}.lock`, past, past);
		const database = new SqliteDatabase(path, openWasmSqlite);
		expect((await database.migrate()).to).toBe(expectedSchema);
		await database.close();
		expect(statSync(path).size).toBeGreaterThan(0);
	});

	it.skipIf(!nodeHasSqlite)('reads what a newer Node wrote, and the other way round', async () => {
		const path = join(folder, 'todo.db');
		const name = async (open: typeof openNodeSqlite) => {
			const database = new SqliteDatabase(path, open);
			const account = await new SqlStore(database).accounts.findByEmail('ann@example.com');
			await database.close();
			return account?.name;
		};
		const newer = new SqliteDatabase(path, openNodeSqlite);
		await newer.migrate();
		await new SqlStore(newer).accounts.create(ann);
		await newer.close();
		expect([await name(openWasmSqlite), await name(openNodeSqlite)]).toEqual(['Ann', 'Ann']);
	});
});
