/** Where the SQL of the databases differs. */
export interface Dialect {
	/** Type of a column that counts up by itself. */
	readonly serial: string;
	/** Type of a number of seconds since 1970, beyond 2038. */
	readonly seconds: string;
	/** What follows the closing bracket of a table. */
	readonly tableEnd: string;
}

/**
 * One entry per schema version, never edited after a release. A new version only adds what the previous build can live
 * with, so that a rollback finds a schema it can use.
 */
const migrations: readonly ((dialect: Dialect) => string)[] = [
	({ serial, seconds, tableEnd }) => `CREATE TABLE users (
		id TEXT PRIMARY KEY,
		email TEXT NOT NULL UNIQUE,
		name TEXT NOT NULL,
		password_hash TEXT NOT NULL,
		created_at TEXT NOT NULL
	)${tableEnd};
	CREATE TABLE revoked_tokens (
		id TEXT PRIMARY KEY,
		expires_at ${seconds} NOT NULL
	)${tableEnd};
	CREATE TABLE todos (
		seq ${serial},
		id TEXT NOT NULL UNIQUE,
		user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
		title TEXT NOT NULL,
		description TEXT NOT NULL,
		priority TEXT NOT NULL,
		due TEXT,
		completed INTEGER NOT NULL,
		created_at TEXT NOT NULL,
		updated_at TEXT NOT NULL
	)${tableEnd};
	CREATE INDEX todos_by_user ON todos(user_id, completed, seq);
	CREATE TABLE conversations (
		id TEXT PRIMARY KEY,
		user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
		created_at TEXT NOT NULL
	)${tableEnd};
	CREATE INDEX conversations_by_user ON conversations(user_id);
	CREATE TABLE messages (
		seq ${serial},
		conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
		role TEXT NOT NULL,
		content TEXT NOT NULL,
		actions TEXT NOT NULL,
		created_at TEXT NOT NULL
	)${tableEnd};
	CREATE INDEX messages_by_conversation ON messages(conversation_id, seq);`,
	// What a search looks into, in lower case as JavaScript makes it: SQLite itself knows only the letters of ASCII. Rows of
	// the previous build have none.
	() => `ALTER TABLE todos ADD COLUMN title_search TEXT;
	ALTER TABLE todos ADD COLUMN description_search TEXT;
	CREATE INDEX todos_newest ON todos(user_id, seq);`,
	// When something was last done that has to be done again and again. Belongs to this place and not to the data, so it is
	// no part of {@link tables}.
	({ tableEnd }) => `CREATE TABLE upkeep (
		task TEXT PRIMARY KEY,
		done_at TEXT NOT NULL
	)${tableEnd};`,
];

/** Parents before children, as they have to be filled. */
export const tables = ['users', 'revoked_tokens', 'todos', 'conversations', 'messages'] as const;

export const expectedSchema = migrations.length;

export const versionTableExists = 'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)';

/** The commands that bring a schema from the version to {@link expectedSchema}; none when there is nothing to do. */
export function migrationsFrom(version: number, dialect: Dialect): readonly string[] {
	if (version >= expectedSchema) return [];
	return [
		...migrations.slice(version).map((migration) => migration(dialect)),
		`DELETE FROM schema_version; INSERT INTO schema_version (version) VALUES (${expectedSchema})`,
	];
}
