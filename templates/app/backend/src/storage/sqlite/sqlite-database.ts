import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, type Stats, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Dialect, expectedSchema, migrationsFrom, tables, versionTableExists } from '../sql/migrations.ts';
import type { Migrated, SqlDatabase, SqlValue, Statement } from '../sql/sql-database.ts';
import { StorageError } from '../storage-error.ts';
import { type OpenEngine, type SqliteEngine, transaction } from './sqlite-engine.ts';
import { toStorageError } from './sqlite-errors.ts';

const dialect: Dialect = { serial: 'INTEGER PRIMARY KEY AUTOINCREMENT', seconds: 'INTEGER', tableEnd: ' STRICT' };

/**
 * File systems whose files are on another machine or behind a translation layer, by the numbers of Linux: NFS, SMB, CIFS,
 * SMB2 and 9P (which is what Windows folders are in WSL 2, and `minikube mount`). Their locks and shared memory cannot be
 * relied on.
 */
const remoteFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997]);

/** A database in one file with one connection: this process is the one writer. */
export class SqliteDatabase implements SqlDatabase {
	readonly path: string;
	readonly #open: OpenEngine;
	readonly #hasSharedMemory: boolean;
	#engine: SqliteEngine;
	#identity: string;

	constructor(path: string, open: OpenEngine) {
		mkdirSync(dirname(path), { recursive: true });
		this.path = path;
		this.#open = open;
		this.#hasSharedMemory = !remoteFileSystems.has(statfsSync(dirname(path)).type);
		this.#engine = explained(path, () => open(path, this.#hasSharedMemory));
		this.#identity = identityOf(path) ?? '';
	}

	get description(): string {
		return `sqlite (${this.#engine.name}, journal ${this.#engine.journalMode}${this.#hasSharedMemory ? '' : ', on a remote file system'})`;
	}

	async all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]> {
		return this.#use((engine) => engine.all<Row>(sql, ...values));
	}

	async get<Row>(sql: string, ...values: SqlValue[]): Promise<Row | undefined> {
		return this.#use((engine) => engine.get<Row>(sql, ...values));
	}

	async run(sql: string, ...values: SqlValue[]): Promise<number> {
		return this.#use((engine) => engine.run(sql, ...values));
	}

	async batch(statements: readonly Statement[]): Promise<number> {
		return this.#use((engine) =>
			transaction(engine, () => statements.reduce((changed, { sql, values }) => changed + engine.run(sql, ...values), 0)),
		);
	}

	async schemaVersion(): Promise<number> {
		return this.#use(versionOf);
	}

	async migrate(): Promise<Migrated> {
		return this.#use(migrate);
	}

	async backup(file: string): Promise<void> {
		this.#use((engine) => engine.run('VACUUM INTO ?', file));
	}

	/**
	 * By SQL and not by replacing the file, so that a server that runs meanwhile sees either the old data or the new. An
	 * older backup is brought to this schema in a copy first.
	 */
	async restore(file: string): Promise<void> {
		const copy = join(dirname(this.path), `restore-${randomUUID()}.db`);
		try {
			copyFileSync(file, copy);
			prepare(this.#open, copy, file);
			this.#use((engine) => {
				migrate(engine);
				engine.run('ATTACH DATABASE ? AS restored', copy);
				try {
					transaction(engine, () => {
						for (const table of tables.toReversed()) engine.exec(`DELETE FROM main.${table}`);
						for (const table of tables) {
							const columns = engine
								.all<{ name: string }>('SELECT name FROM pragma_table_info(?, ?)', table, 'main')
								.map(({ name }) => name)
								.join(', ');
							engine.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM restored.${table}`);
						}
					});
				} finally {
					engine.exec('DETACH DATABASE restored');
				}
			});
		} finally {
			for (const end of ['', '-wal', '-shm', '-journal', '.owner']) rmSync(copy + end, { force: true });
		}
	}

	async close(): Promise<void> {
		this.#engine.close();
	}

	#use<T>(work: (engine: SqliteEngine) => T): T {
		return explained(this.path, () => work(this.#current()));
	}

	/**
	 * A file that was deleted or replaced can still be written through the connection, and nobody would ever see it again.
	 * So the path is looked at before each use: microseconds, against losing what was promised.
	 */
	#current(): SqliteEngine {
		const found = identityOf(this.path);
		if (found === this.#identity) return this.#engine;
		if (found === undefined) throw new StorageError('gone', `The database file ${this.path} is gone. Put it back, or restore a backup.`);
		this.#engine.close();
		this.#engine = this.#open(this.path, this.#hasSharedMemory);
		this.#identity = found;
		return this.#engine;
	}
}

function explained<T>(path: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw toStorageError(error, path);
	}
}

function identityOf(path: string): string | undefined {
	const found: Stats | undefined = statSync(path, { throwIfNoEntry: false });
	return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

function versionOf(engine: SqliteEngine): number {
	const known = engine.get(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'`);
	if (known === undefined) return 0;
	return engine.get<{ version: number }>('SELECT version FROM schema_version')?.version ?? 0;
}

function migrate(engine: SqliteEngine): Migrated {
	// Looked at without the lock first: as a rule there is nothing to do, and a read-only look must not need to write.
	const before = versionOf(engine);
	if (before >= expectedSchema) return { from: before, to: before };
	return transaction(engine, () => {
		engine.exec(versionTableExists);
		const from = versionOf(engine);
		for (const sql of migrationsFrom(from, dialect)) engine.exec(sql);
		return { from, to: expectedSchema };
	});
}

/** Makes sure that the copy is a sound database of this app, of this schema, in one file. */
function prepare(open: OpenEngine, copy: string, file: string): void {
	const engine = explained(file, () => open(copy, false));
	try {
		const sound = explained(file, () => engine.get<{ integrity_check: string }>('PRAGMA integrity_check'))?.integrity_check;
		if (sound !== 'ok') throw new StorageError('damaged', `${file} is damaged (${sound}); nothing was changed.`);
		const version = versionOf(engine);
		if (version === 0) throw new StorageError('refused', `${file} is not a backup of this app; nothing was changed.`);
		if (version > expectedSchema)
			throw new StorageError(
				'refused',
				`${file} has schema ${version} and this version knows ${expectedSchema}: restore it with a newer version. Nothing was changed.`,
			);
		migrate(engine);
	} finally {
		engine.close();
	}
}
