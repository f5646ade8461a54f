import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from '../../templates/app/backend/src/storage/sqlite/migrations.ts';
import { openNodeSqlite } from '../../templates/app/backend/src/storage/sqlite/node-sqlite.ts';
import type { SqlDatabase } from '../../templates/app/backend/src/storage/sqlite/sql-database.ts';
import { SqliteStore } from '../../templates/app/backend/src/storage/sqlite/sqlite-store.ts';
import { openWasmSqlite } from '../../templates/app/backend/src/storage/sqlite/wasm-sqlite.ts';
import { temporaryFolder } from './support/backend.js';

const nodeHasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;
if (!nodeHasSqlite) console.log(`Storage is tested with WebAssembly only: Node ${process.versions.node} has no node:sqlite.`);

const engines: [string, boolean, (path: string) => SqlDatabase, string][] = [
	['node:sqlite', nodeHasSqlite, (path) => openNodeSqlite(path)!, 'wal'],
	['wasm', true, openWasmSqlite, 'delete'],
];

let path: string;
beforeEach(async () => {
	path = join(await temporaryFolder(), 'todo.db');
});

describe.each(engines)('storage on %s', (_name, available, open, journalMode) => {
	describe.skipIf(!available)('where it exists', () => {
		let database: SqlDatabase;
		let store: SqliteStore;
		beforeEach(async () => {
			database = open(path);
			store = new SqliteStore(database);
			await store.migrate();
			await store.accounts.create({ id: 'ann', email: 'ann@example.com', name: 'Ann', passwordHash: 'hash' });
		});
		afterEach(() => database.close());

		it(`uses the journal ${journalMode}`, () => {
			expect(database.journalMode).toBe(journalMode);
		});

		it('migrates an empty database once', async () => {
			expect(schemaVersion(database)).toBe(store.expectedSchema);
			expect(await store.migrate()).toEqual({ from: store.expectedSchema, to: store.expectedSchema });
			expect(await store.check()).toBe(store.expectedSchema);
		});

		it('leaves nothing behind when a migration fails', () => {
			const spoiled = open(`${path}-spoiled`);
			spoiled.exec('CREATE TABLE messages (unrelated TEXT)');
			expect(() => migrate(spoiled)).toThrow(/messages/);
			expect(schemaVersion(spoiled)).toBe(0);
			expect(spoiled.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).map(({ name }) => name)).toEqual([
				'messages',
			]);
			spoiled.close();
		});

		it('takes each address once', async () => {
			expect(await store.accounts.create({ id: 'other', email: 'ann@example.com', name: '', passwordHash: '' })).toBeUndefined();
			expect((await store.accounts.findByEmail('ann@example.com'))?.id).toBe('ann');
		});

		it('removes what belongs to a removed account', async () => {
			await store.todos.create('ann', { title: 'x' });
			await store.conversations.append(await store.conversations.create('ann'), [{ role: 'user', content: 'hi', actions: [] }]);
			await store.accounts.remove('ann');
			for (const table of ['users', 'todos', 'conversations', 'messages']) {
				expect(database.get(`SELECT count(*) AS rows FROM ${table}`)).toMatchObject({ rows: 0 });
			}
		});

		it('keeps text of any script and awkward signs as they are', async () => {
			const title = `日本語 'quoted' "double" ; DROP TABLE todos; -- 🎉`;
			const { id } = await store.todos.create('ann', { title, description: 'line\nbreak' });
			expect(await store.todos.find('ann', id)).toMatchObject({ title, description: 'line\nbreak' });
			expect((await store.todos.list('ann', { status: 'all', text: `'quoted'`, limit: 5 })).todos).toHaveLength(1);
		});

		it('remembers revoked tokens until they would have ended anyway', async () => {
			const now = Math.floor(Date.now() / 1000);
			await store.accounts.revokeToken('old', now - 10);
			await store.accounts.revokeToken('new', now + 1000);
			expect(await store.accounts.isSessionValid('ann', 'new')).toBe(false);
			expect(await store.accounts.isSessionValid('ann', 'unknown')).toBe(true);
			expect(database.all('SELECT id FROM revoked_tokens')).toMatchObject([{ id: 'new' }]);
		});

		it('finds everything again after it was closed', async () => {
			await store.todos.create('ann', { title: 'kept' });
			database.close();
			database = open(path);
			const { todos } = await new SqliteStore(database).todos.list('ann', { status: 'open', text: '', limit: 5 });
			expect(todos.map(({ title }) => title)).toEqual(['kept']);
		});
	});
});

describe('storage on wasm', () => {
	it('opens after a process was killed while it held the lock', async () => {
		await mkdir(`${path}.lock`);
		const past = new Date(Date.now() - 60_000);
		await utimes(`${path}.lock`, past, past);
		const database = openWasmSqlite(path);
		expect(migrate(database).to).toBeGreaterThan(0);
		database.close();
	});

	it.skipIf(!nodeHasSqlite)('reads what a newer Node wrote, and the other way round', async () => {
		const newer = openNodeSqlite(path)!;
		await new SqliteStore(newer).migrate();
		await new SqliteStore(newer).accounts.create({ id: 'ann', email: 'ann@example.com', name: 'Ann', passwordHash: 'hash' });
		newer.close();
		const older = openWasmSqlite(path);
		expect((await new SqliteStore(older).accounts.findByEmail('ann@example.com'))?.name).toBe('Ann');
		older.close();
		const again = openNodeSqlite(path)!;
		expect(again.journalMode).toBe('wal');
		expect((await new SqliteStore(again).accounts.findByEmail('ann@example.com'))?.name).toBe('Ann');
		again.close();
	});
});
