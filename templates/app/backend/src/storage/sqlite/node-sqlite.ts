import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

/** The engine inside Node, or undefined where this Node has none (before 22.13). */
export function openNodeSqlite(path: string): SqlDatabase | undefined {
	const module = process.getBuiltinModule('node:sqlite');
	return module === undefined ? undefined : new NodeSqlite(new module.DatabaseSync(path));
}

class NodeSqlite implements SqlDatabase {
	readonly engine = 'node:sqlite';
	readonly journalMode: string;
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.exec('PRAGMA busy_timeout = 5000');
		// A file system without shared memory answers with another mode; that works too, only slower.
		this.journalMode = this.get<{ journal_mode: string }>('PRAGMA journal_mode = WAL')?.journal_mode ?? 'unknown';
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
