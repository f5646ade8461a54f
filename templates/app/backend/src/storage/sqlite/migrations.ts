import { type SqlDatabase, transaction } from './sql-database.ts';

/**
 * One entry per schema version, never edited after a release. A new version only adds what the previous build can live
 * with, so that a rollback finds a schema it can use.
 */
const migrations: readonly string[] = [
	`CREATE TABLE users (
		id TEXT PRIMARY KEY,
		email TEXT NOT NULL UNIQUE,
		name TEXT NOT NULL,
		password_hash TEXT NOT NULL,
		created_at TEXT NOT NULL
	) STRICT;
	CREATE TABLE revoked_tokens (
		id TEXT PRIMARY KEY,
		expires_at INTEGER NOT NULL
	) STRICT;
	CREATE TABLE todos (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		id TEXT NOT NULL UNIQUE,
		user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
		title TEXT NOT NULL,
		description TEXT NOT NULL,
		priority TEXT NOT NULL,
		due TEXT,
		completed INTEGER NOT NULL,
		created_at TEXT NOT NULL,
		updated_at TEXT NOT NULL
	) STRICT;
	CREATE INDEX todos_by_user ON todos(user_id, completed, seq);
	CREATE TABLE conversations (
		id TEXT PRIMARY KEY,
		user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
		created_at TEXT NOT NULL
	) STRICT;
	CREATE INDEX conversations_by_user ON conversations(user_id);
	CREATE TABLE messages (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
		role TEXT NOT NULL,
		content TEXT NOT NULL,
		actions TEXT NOT NULL,
		created_at TEXT NOT NULL
	) STRICT;
	CREATE INDEX messages_by_conversation ON messages(conversation_id, seq);`,
];

export const expectedSchema = migrations.length;

/** Zero for a database that was never migrated. */
export function schemaVersion(database: SqlDatabase): number {
	const known = database.get(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'`);
	if (known === undefined) return 0;
	return database.get<{ version: number }>('SELECT version FROM schema_version')?.version ?? 0;
}

/** Brings the schema up to date. Two processes may do this at the same time: the second waits and finds nothing to do. */
export function migrate(database: SqlDatabase): { readonly from: number; readonly to: number } {
	return transaction(database, () => {
		const from = schemaVersion(database);
		database.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT');
		for (const sql of migrations.slice(from)) database.exec(sql);
		if (from < expectedSchema) {
			database.exec('DELETE FROM schema_version');
			database.run('INSERT INTO schema_version (version) VALUES (?)', expectedSchema);
		}
		return { from, to: Math.max(from, expectedSchema) };
	});
}
