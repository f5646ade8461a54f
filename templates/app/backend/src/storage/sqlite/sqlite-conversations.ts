import { randomUUID } from 'node:crypto';
import type { Action, ConversationMessage } from '../../chat/conversation.ts';
import type { ConversationRepository } from '../store.ts';
import { type SqlDatabase, transaction } from './sql-database.ts';

interface MessageRow {
	role: 'user' | 'assistant';
	content: string;
	actions: string;
}

export class SqliteConversations implements ConversationRepository {
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
	}

	async create(userId: string): Promise<string> {
		const id = randomUUID();
		this.#database.run('INSERT INTO conversations (id, user_id, created_at) VALUES (?, ?, ?)', id, userId, new Date().toISOString());
		return id;
	}

	async belongsTo(userId: string, conversationId: string): Promise<boolean> {
		return this.#database.get('SELECT 1 FROM conversations WHERE id = ? AND user_id = ?', conversationId, userId) !== undefined;
	}

	async append(conversationId: string, messages: readonly ConversationMessage[]): Promise<void> {
		const now = new Date().toISOString();
		transaction(this.#database, () => {
			for (const { role, content, actions } of messages) {
				this.#database.run(
					'INSERT INTO messages (conversation_id, role, content, actions, created_at) VALUES (?, ?, ?, ?, ?)',
					conversationId,
					role,
					content,
					JSON.stringify(actions),
					now,
				);
			}
		});
	}

	async latest(conversationId: string, limit: number): Promise<readonly ConversationMessage[]> {
		const rows = this.#database.all<MessageRow>(
			'SELECT role, content, actions FROM messages WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?',
			conversationId,
			limit,
		);
		return rows.reverse().map(({ role, content, actions }) => ({ role, content, actions: JSON.parse(actions) as Action[] }));
	}
}
