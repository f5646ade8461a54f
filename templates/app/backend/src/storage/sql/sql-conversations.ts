import { randomUUID } from 'node:crypto';
import type { Action, ConversationMessage } from '../../chat/conversation.ts';
import type { ConversationRepository } from '../store.ts';
import type { SqlDatabase } from './sql-database.ts';

interface MessageRow {
	role: 'user' | 'assistant';
	content: string;
	actions: string;
}

export class SqlConversations implements ConversationRepository {
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
	}

	async create(userId: string): Promise<string> {
		const id = randomUUID();
		await this.#database.run('INSERT INTO conversations (id, user_id, created_at) VALUES (?, ?, ?)', id, userId, new Date().toISOString());
		return id;
	}

	async belongsTo(userId: string, conversationId: string): Promise<boolean> {
		const found = await this.#database.get('SELECT 1 FROM conversations WHERE id = ? AND user_id = ?', conversationId, userId);
		return found !== undefined;
	}

	async append(conversationId: string, messages: readonly ConversationMessage[]): Promise<void> {
		const now = new Date().toISOString();
		await this.#database.batch(
			messages.map(({ role, content, actions }) => ({
				sql: 'INSERT INTO messages (conversation_id, role, content, actions, created_at) VALUES (?, ?, ?, ?, ?)',
				values: [conversationId, role, content, JSON.stringify(actions), now],
			})),
		);
	}

	async latest(conversationId: string, limit: number): Promise<readonly ConversationMessage[]> {
		const rows = await this.#database.all<MessageRow>(
			'SELECT role, content, actions FROM messages WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?',
			conversationId,
			limit,
		);
		return rows.reverse().map(({ role, content, actions }) => ({ role, content, actions: JSON.parse(actions) as Action[] }));
	}

	async newest(userId: string): Promise<string | undefined> {
		const row = await this.#database.get<{ id: string }>(
			`SELECT conversation_id AS id FROM messages WHERE conversation_id IN (SELECT id FROM conversations WHERE user_id = ?)
			ORDER BY seq DESC LIMIT 1`,
			userId,
		);
		return row?.id;
	}

	async removeAll(userId: string): Promise<void> {
		await this.#database.run('DELETE FROM conversations WHERE user_id = ?', userId);
	}
}
