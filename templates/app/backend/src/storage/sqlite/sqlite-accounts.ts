import type { Account } from '../../accounts/account.ts';
import type { AccountRepository } from '../store.ts';
import type { SqlDatabase } from './sql-database.ts';

interface AccountRow {
	id: string;
	email: string;
	name: string;
	password_hash: string;
}

export class SqliteAccounts implements AccountRepository {
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
	}

	async create(account: Account): Promise<Account | undefined> {
		const created = this.#database.run(
			'INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING',
			account.id,
			account.email,
			account.name,
			account.passwordHash,
			new Date().toISOString(),
		);
		return created === 0 ? undefined : account;
	}

	async findByEmail(email: string): Promise<Account | undefined> {
		const row = this.#database.get<AccountRow>('SELECT id, email, name, password_hash FROM users WHERE email = ?', email);
		return row === undefined ? undefined : { id: row.id, email: row.email, name: row.name, passwordHash: row.password_hash };
	}

	async isSessionValid(userId: string, tokenId: string): Promise<boolean> {
		return (
			this.#database.get('SELECT 1 FROM users WHERE id = ? AND NOT EXISTS (SELECT 1 FROM revoked_tokens WHERE id = ?)', userId, tokenId) !==
			undefined
		);
	}

	async revokeToken(tokenId: string, expiresAtSeconds: number): Promise<void> {
		this.#database.run('DELETE FROM revoked_tokens WHERE expires_at < ?', Math.floor(Date.now() / 1000));
		this.#database.run('INSERT INTO revoked_tokens (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', tokenId, expiresAtSeconds);
	}

	async remove(userId: string): Promise<void> {
		this.#database.run('DELETE FROM users WHERE id = ?', userId);
	}
}
