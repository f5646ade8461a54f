import { join } from 'node:path';
import type { StorageSettings } from '../config/storage-settings.ts';
import type { SqlDatabase } from './sql/sql-database.ts';
import { SqlStore } from './sql/sql-store.ts';
import { nodeHasSqlite, openNodeSqlite } from './sqlite/node-sqlite.ts';
import { SqliteDatabase } from './sqlite/sqlite-database.ts';
import type { Store } from './store.ts';

/** Opens the database that the settings name. `wrap` may put something around it, such as a stop-watch. */
export async function openStore(
	settings: StorageSettings,
	wrap: (database: SqlDatabase) => SqlDatabase = (database) => database,
): Promise<Store> {
	return new SqlStore(wrap(await openDatabase(settings)));
}

async function openDatabase(settings: StorageSettings): Promise<SqlDatabase> {
	if (settings.driver === 'sqlite') {
		const open = nodeHasSqlite ? openNodeSqlite : (await import('./sqlite/wasm-sqlite.ts')).openWasmSqlite;
		return new SqliteDatabase(join(settings.dataDirectory, 'todo.db'), open);
	}
	return new (await import('./postgres/postgres-database.ts')).PostgresDatabase(settings.connection);
}
