import type { SqlValue } from '../sql/sql-database.ts';

/** The few things we ask of a SQLite library, so that two of them can do them. */
export interface SqliteEngine {
	readonly name: 'node:sqlite' | 'wasm';
	readonly journalMode: string;
	exec(sql: string): void;
	all<Row>(sql: string, ...values: SqlValue[]): Row[];
	get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
	/** Returns the number of rows changed. */
	run(sql: string, ...values: SqlValue[]): number;
	close(): void;
}

/** Opens the file with an engine. Without shared memory (a file system of another machine) WAL is not possible. */
export type OpenEngine = (path: string, hasSharedMemory: boolean) => SqliteEngine;

/** Runs the work in one transaction that takes the write lock at once; undoes it when the work throws. */
export function transaction<T>(engine: SqliteEngine, work: () => T): T {
	engine.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		engine.exec('COMMIT');
		return result;
	} catch (error) {
		rollBack(engine);
		throw error;
	}
}

function rollBack(engine: SqliteEngine): void {
	try {
		engine.exec('ROLLBACK');
	} catch {
		// A full disk or a lost file has undone it already; what went wrong first is what counts.
	}
}
