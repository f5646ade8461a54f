import type { Account } from '../accounts/account.ts';
import type { ConversationMessage } from '../chat/conversation.ts';
import type { NewTodo, Todo, TodoChanges, TodoPage, TodoQuery } from '../todos/todo.ts';
import type { Migrated } from './sql/sql-database.ts';

export interface AccountRepository {
	/** Undefined when the address is taken. */
	create(account: Account): Promise<Account | undefined>;
	findByEmail(email: string): Promise<Account | undefined>;
	find(userId: string): Promise<Account | undefined>;
	/** Whether this account exists and the token was not signed out. */
	isSessionValid(userId: string, tokenId: string): Promise<boolean>;
	revokeToken(tokenId: string, expiresAtSeconds: number): Promise<void>;
	/** Removes the account and everything that belongs to it. */
	remove(userId: string): Promise<void>;
}

export interface TodoRepository {
	create(userId: string, todo: NewTodo): Promise<Todo>;
	find(userId: string, id: string): Promise<Todo | undefined>;
	list(userId: string, query: TodoQuery): Promise<TodoPage>;
	update(userId: string, id: string, changes: TodoChanges): Promise<Todo | undefined>;
	remove(userId: string, id: string): Promise<boolean>;
	/** Adds all that are not there yet, or none when something goes wrong. Returns how many were new. */
	import(userId: string, todos: readonly Todo[]): Promise<number>;
}

export interface ConversationRepository {
	create(userId: string): Promise<string>;
	belongsTo(userId: string, conversationId: string): Promise<boolean>;
	append(conversationId: string, messages: readonly ConversationMessage[]): Promise<void>;
	/** The newest messages, oldest first. */
	latest(conversationId: string, limit: number): Promise<readonly ConversationMessage[]>;
	/** The conversation of the newest message of the user. */
	newest(userId: string): Promise<string | undefined>;
	removeAll(userId: string): Promise<void>;
}

/** The whole of what the app keeps. Every database implements this and nothing else knows which one it is. */
export interface Store {
	/** For people: the driver and how it was opened. */
	readonly description: string;
	/** The schema that this build needs. */
	readonly expectedSchema: number;
	readonly accounts: AccountRepository;
	readonly todos: TodoRepository;
	readonly conversations: ConversationRepository;
	/** Asks the database a question; throws when it does not answer. Returns the schema version found. */
	check(): Promise<number>;
	migrate(): Promise<Migrated>;
	/** Writes everything into a file that does not exist yet. */
	backup(file: string): Promise<void>;
	/** Puts a backup in the place of everything that is here, all or nothing. */
	restore(file: string): Promise<void>;
	/** Remembers that a copy of everything was made. */
	noteBackup(at: Date): Promise<void>;
	lastBackup(): Promise<Date | undefined>;
	/** How much there is, for people who are about to replace it. */
	count(): Promise<{ readonly users: number; readonly todos: number }>;
	close(): Promise<void>;
}
