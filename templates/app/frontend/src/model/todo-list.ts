import type { Action, Status, Todo } from '../api/types.ts';

export interface Filter {
	readonly status: Status;
	readonly text: string;
}

/** The list after the assistant did something, so that nothing has to be asked for again and no row moves. */
export function applyAction(todos: readonly Todo[], { tool, result }: Action, filter: Filter): readonly Todo[] {
	const { deleted } = result;
	if (deleted !== undefined) return todos.filter(({ id }) => id !== deleted.id);
	if (!isTodo(result)) return todos;
	if (todos.some(({ id }) => id === result.id)) return replaceTodo(todos, result);
	return tool === 'create_todo' && belongs(result, filter) ? [result, ...todos] : todos;
}

export function replaceTodo(todos: readonly Todo[], changed: Todo): readonly Todo[] {
	return todos.map((todo) => (todo.id === changed.id ? changed : todo));
}

/** In words, as far as is known: there can be more on pages that were not loaded. */
export function describeCount(todos: readonly Todo[], hasMore: boolean, status: Status): string {
	// A ticked todo stays where it is until the next look, but it is not open any more.
	const counted = status === 'open' ? todos.filter(({ completed }) => !completed) : todos;
	const number = `${new Intl.NumberFormat('en').format(counted.length)}${hasMore ? '+' : ''}`;
	return status === 'all' ? `${number} in all` : `${number} ${status}`;
}

function belongs({ title, description, completed }: Todo, { status, text }: Filter): boolean {
	if (status !== 'all' && completed !== (status === 'done')) return false;
	const wanted = text.toLowerCase();
	return title.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted);
}

function isTodo(result: Action['result']): result is Todo {
	return result.id !== undefined && result.title !== undefined && result.completed !== undefined;
}
