export const priorities = ['low', 'normal', 'high'] as const;
export type Priority = (typeof priorities)[number];

export const statuses = ['open', 'done', 'all'] as const;
export type TodoStatus = (typeof statuses)[number];

/** One thing to do. Times are ISO 8601, `due` is a day (`2026-01-31`) without a time zone. */
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

export interface NewTodo {
	readonly title: string;
	readonly description?: string;
	readonly priority?: Priority;
	readonly due?: string | null;
}

export interface TodoChanges extends Partial<NewTodo> {
	readonly completed?: boolean;
}

export interface TodoQuery {
	readonly status: TodoStatus;
	/** Words to look for in title and description; empty for all. */
	readonly text: string;
	readonly limit: number;
	/** Only todos older than this position. */
	readonly before?: number;
}

/** Newest first. */
export interface TodoPage {
	readonly todos: readonly Todo[];
	/** Position to continue at, when there is more. */
	readonly next: number | undefined;
}
