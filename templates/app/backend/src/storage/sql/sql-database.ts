export type SqlValue = string | number | null;

/** One command with a `?` for each value. */
export interface Statement {
	readonly sql: string;
	readonly values: readonly SqlValue[];
}

/** From which schema version to which a database was brought. */
export interface Migrated {
	readonly from: number;
	readonly to: number;
}

/** What the repositories ask of a database, so that they can be written once. Throws {@link StorageError} where it fails. */
export interface SqlDatabase {
	/** For people: the driver and how it was opened. */
	readonly description: string;
	all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]>;
	get<Row>(sql: string, ...values: SqlValue[]): Promise<Row | undefined>;
	/** Returns the number of rows changed. */
	run(sql: string, ...values: SqlValue[]): Promise<number>;
	/** Does all of it or nothing. Returns the number of rows changed. */
	batch(statements: readonly Statement[]): Promise<number>;
	/** Zero for a database that was never migrated. */
	schemaVersion(): Promise<number>;
	/** Brings the schema up to date; of several who try at once, one does it and the others wait. */
	migrate(): Promise<Migrated>;
	/** Writes everything into a file that does not exist yet, while others go on working. */
	backup(file: string): Promise<void>;
	/** Puts what the file holds in the place of everything that is here, all or nothing. */
	restore(file: string): Promise<void>;
	close(): Promise<void>;
}
