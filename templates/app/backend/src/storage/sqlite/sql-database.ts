export type SqlValue = string | number | null;

/** The few things we ask of a SQLite engine, so that two engines can do them. */
export interface SqlDatabase {
	readonly engine: 'node:sqlite' | 'wasm';
	readonly journalMode: string;
	exec(sql: string): void;
	all<Row>(sql: string, ...values: SqlValue[]): Row[];
	get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
	/** Returns the number of rows changed. */
	run(sql: string, ...values: SqlValue[]): number;
	close(): void;
}

/** Runs the work in one transaction that takes the write lock at once; undoes it when the work throws. */
export function transaction<T>(database: SqlDatabase, work: () => T): T {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		database.exec('ROLLBACK');
		throw error;
	}
}
