import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../store.ts';
import { expectedSchema, migrate, schemaVersion } from './migrations.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqliteAccounts } from './sqlite-accounts.ts';
import { SqliteConversations } from './sqlite-conversations.ts';
import { SqliteTodos } from './sqlite-todos.ts';

/** Opens `todo.db` in the folder with the engine that this Node offers. */
export async function openSqliteStore(dataDirectory: string): Promise<Store> {
	mkdirSync(dataDirectory, { recursive: true });
	const path = join(dataDirectory, 'todo.db');
	const database = openNodeSqlite(path) ?? (await import('./wasm-sqlite.ts')).openWasmSqlite(path);
	return new SqliteStore(database);
}

export class SqliteStore implements Store {
	readonly description: string;
	readonly expectedSchema = expectedSchema;
	readonly accounts: SqliteAccounts;
	readonly todos: SqliteTodos;
	readonly conversations: SqliteConversations;
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
		this.description = `sqlite (${database.engine}, journal ${database.journalMode})`;
		this.accounts = new SqliteAccounts(database);
		this.todos = new SqliteTodos(database);
		this.conversations = new SqliteConversations(database);
	}

	async check(): Promise<number> {
		return schemaVersion(this.#database);
	}

	async migrate(): Promise<{ readonly from: number; readonly to: number }> {
		return migrate(this.#database);
	}

	async close(): Promise<void> {
		this.#database.close();
	}
}
