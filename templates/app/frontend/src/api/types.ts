export interface User {
	readonly id: string;
	readonly email: string;
	readonly name: string;
}

export type Priority = 'low' | 'normal' | 'high';
export type Status = 'open' | 'done' | 'all';

export interface Todo {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly priority: Priority;
	readonly due: string | null;
	readonly completed: boolean;
	readonly createdAt: string;
	readonly updatedAt: string;
}

export type NewTodo = Pick<Todo, 'title' | 'priority' | 'due'>;
export type TodoChanges = Partial<Pick<Todo, 'title' | 'description' | 'priority' | 'due' | 'completed'>>;

export interface TodoPage {
	readonly todos: readonly Todo[];
	readonly next: string | null;
}

/** Something the assistant did to the list. */
export interface Action {
	readonly tool: string;
	readonly arguments: Readonly<Record<string, unknown>>;
	/** The todo as it is now, or what else came of it. */
	readonly result: Partial<Todo> & {
		readonly deleted?: Todo;
		readonly todos?: readonly Todo[];
		readonly error?: string;
	};
}

export interface ChatAnswer {
	readonly reply: string;
	readonly actions: readonly Action[];
	readonly conversationId: string;
}

/** What was said before, oldest first. */
export interface Conversation {
	/** Null before the first message. */
	readonly conversationId: string | null;
	readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string; readonly actions: readonly Action[] }[];
}
