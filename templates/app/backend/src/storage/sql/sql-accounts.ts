import type { Account } from '../../accounts/account.ts';
import type { AccountRepository } from '../store.ts';
import type { SqlDatabase } from './sql-database.ts';

interface AccountRow {
	id: string;
	email: string;
	name: string;
	password_hash: string;
}

const columns = 'id, email, name, password_hash';
/** A clock that jumped ahead and is put right again must not bring a signed-out session back to life. */
const clockJumpSeconds = 7 * 24 * 3600;

export class SqlAccounts implements AccountRepository {
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
	}

	async create(account: Account): Promise<Account | undefined> {
		const created = await this.#database.run(
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
		return toAccount(await this.#database.get<AccountRow>(`SELECT ${columns} FROM users WHERE email = ?`, email));
	}

	async find(userId: string): Promise<Account | undefined> {
		return toAccount(await this.#database.get<AccountRow>(`SELECT ${columns} FROM users WHERE id = ?`, userId));
	}

	async isSessionValid(userId: string, tokenId: string): Promise<boolean> {
		const valid = await this.#database.get(
			'SELECT 1 FROM users WHERE id = ? AND NOT EXISTS (SELECT 1 FROM revoked_tokens WHERE id = ?)',
			userId,
			tokenId,
		);
		return valid !== undefined;
	}

	async revokeToken(tokenId: string, expiresAtSeconds: number): Promise<void> {
		await this.#database.batch([
			{ sql: 'DELETE FROM revoked_tokens WHERE expires_at < ?', values: [Math.floor(Date.now() / 1000) - clockJumpSeconds] },
			{ sql: 'INSERT INTO revoked_tokens (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', values: [tokenId, expiresAtSeconds] },
		]);
	}

	async remove(userId: string): Promise<void> {
		await this.#database.run('DELETE FROM users WHERE id = ?', userId);
	}
}

function toAccount(row: AccountRow | undefined): Account | undefined {
	return row === undefined ? undefined : { id: row.id, email: row.email, name: row.name, passwordHash: row.password_hash };
}
