import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SqlValue } from '../sql/sql-database.ts';
import type { SqliteEngine } from './sqlite-engine.ts';

/** Whether this Node has SQLite inside (22.13 and later). */
export const nodeHasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;

export function openNodeSqlite(path: string, hasSharedMemory: boolean): SqliteEngine {
	const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
	return new NodeSqlite(new DatabaseSync(path), hasSharedMemory);
}

class NodeSqlite implements SqliteEngine {
	readonly name = 'node:sqlite';
	readonly journalMode: string;
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(database: DatabaseSync, hasSharedMemory: boolean) {
		this.#database = database;
		this.exec('PRAGMA busy_timeout = 5000');
		// SQLite may choose another mode than the one asked for; that works too, only slower.
		this.journalMode =
			this.get<{ journal_mode: string }>(`PRAGMA journal_mode = ${hasSharedMemory ? 'WAL' : 'DELETE'}`)?.journal_mode ?? 'unknown';
		this.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
	}

	exec(sql: string): void {
		this.#database.exec(sql);
	}

	all<Row>(sql: string, ...values: SqlValue[]): Row[] {
		return this.#prepare(sql).all(...values) as Row[];
	}

	get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
		return this.#prepare(sql).get(...values) as Row | undefined;
	}

	run(sql: string, ...values: SqlValue[]): number {
		return Number(this.#prepare(sql).run(...values).changes);
	}

	close(): void {
		this.#statements.clear();
		this.#database.close();
	}

	#prepare(sql: string): StatementSync {
		const known = this.#statements.get(sql);
		if (known !== undefined) return known;
		const statement = this.#database.prepare(sql);
		this.#statements.set(sql, statement);
		return statement;
	}
}
