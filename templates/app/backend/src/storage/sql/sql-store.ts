import { existsSync, renameSync, rmSync } from 'node:fs';
import { StorageError } from '../storage-error.ts';
import type { Store } from '../store.ts';
import { expectedSchema } from './migrations.ts';
import { SqlAccounts } from './sql-accounts.ts';
import { SqlConversations } from './sql-conversations.ts';
import type { Migrated, SqlDatabase } from './sql-database.ts';
import { SqlTodos } from './sql-todos.ts';

export class SqlStore implements Store {
	readonly expectedSchema = expectedSchema;
	readonly accounts: SqlAccounts;
	readonly todos: SqlTodos;
	readonly conversations: SqlConversations;
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
		this.accounts = new SqlAccounts(database);
		this.todos = new SqlTodos(database);
		this.conversations = new SqlConversations(database);
	}

	get description(): string {
		return this.#database.description;
	}

	check(): Promise<number> {
		return this.#database.schemaVersion();
	}

	migrate(): Promise<Migrated> {
		return this.#database.migrate();
	}

	async backup(file: string): Promise<void> {
		if (existsSync(file)) throw new StorageError('refused', `${file} exists already; nothing was written. Choose another name.`);
		// One that was cut off must not look like a backup.
		const unfinished = `${file}.part`;
		try {
			rmSync(unfinished, { force: true });
			await this.#database.backup(unfinished);
			renameSync(unfinished, file);
		} finally {
			rmSync(unfinished, { force: true });
		}
	}

	restore(file: string): Promise<void> {
		return this.#database.restore(file);
	}

	async noteBackup(at: Date): Promise<void> {
		await this.#database.run(
			`INSERT INTO upkeep (task, done_at) VALUES ('backup', ?) ON CONFLICT (task) DO UPDATE SET done_at = excluded.done_at`,
			at.toISOString(),
		);
	}

	async lastBackup(): Promise<Date | undefined> {
		const found = await this.#database.get<{ done_at: string }>(`SELECT done_at FROM upkeep WHERE task = 'backup'`);
		return found === undefined ? undefined : new Date(found.done_at);
	}

	async count(): Promise<{ readonly users: number; readonly todos: number }> {
		const counted = await this.#database.get<{ users: number; todos: number }>(
			'SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM todos) AS todos',
		);
		return { users: Number(counted?.users ?? 0), todos: Number(counted?.todos ?? 0) };
	}

	close(): Promise<void> {
		return this.#database.close();
	}
}
