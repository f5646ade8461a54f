import { readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import wasm from 'node-sqlite3-wasm';
import type { SqlValue } from '../sql/sql-database.ts';
import type { SqliteEngine } from './sqlite-engine.ts';

const staleLockMs = 10_000;

/** SQLite compiled to WebAssembly, for a Node without its own. For one process at a time. */
export function openWasmSqlite(path: string): SqliteEngine {
	removeStaleLock(path);
	writeFileSync(ownerFile(path), String(process.pid));
	return new WasmSqlite(new wasm.Database(path));
}

/**
 * This engine locks with a folder beside the file and leaves it there when the process is killed inside a transaction.
 * A lock whose owner has ended is nobody's. Where the owner's number belongs to another process by now, age tells: no
 * transaction of ours takes anywhere near this long.
 */
function removeStaleLock(path: string): void {
	const lock = `${path}.lock`;
	const made = statSync(lock, { throwIfNoEntry: false });
	if (made === undefined) return;
	if (!isOwned(path) || Date.now() - made.mtimeMs > staleLockMs) rmdirSync(lock);
}

function ownerFile(path: string): string {
	return `${path}.owner`;
}

function isOwned(path: string): boolean {
	try {
		const owner = Number(readFileSync(ownerFile(path), 'utf8'));
		return owner > 0 && process.kill(owner, 0);
	} catch (error) {
		// Somebody else's process lives; a missing file or process does not.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

class WasmSqlite implements SqliteEngine {
	readonly name = 'wasm';
	readonly journalMode: string;
	readonly #database: InstanceType<typeof wasm.Database>;

	constructor(database: InstanceType<typeof wasm.Database>) {
		this.#database = database;
		this.exec('PRAGMA busy_timeout = 5000');
		// There is no shared memory here. Exclusive mode is what allows a file that a newer Node left in WAL to be opened
		// and taken back to a rollback journal.
		this.exec('PRAGMA locking_mode = EXCLUSIVE');
		this.journalMode = this.get<{ journal_mode: string }>('PRAGMA journal_mode = DELETE')?.journal_mode ?? 'unknown';
		this.exec('PRAGMA locking_mode = NORMAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
		this.get('SELECT count(*) AS tables FROM sqlite_master');
	}

	exec(sql: string): void {
		this.#database.exec(sql);
	}

	all<Row>(sql: string, ...values: SqlValue[]): Row[] {
		return this.#database.all(sql, values) as Row[];
	}

	get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
		return (this.#database.get(sql, values) ?? undefined) as Row | undefined;
	}

	run(sql: string, ...values: SqlValue[]): number {
		return this.#database.run(sql, values).changes;
	}

	close(): void {
		this.#database.close();
	}
}
