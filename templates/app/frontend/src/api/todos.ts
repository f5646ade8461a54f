import type { Filter } from '../model/todo-list.ts';
import { request } from './client.ts';
import type { NewTodo, Todo, TodoChanges, TodoPage } from './types.ts';

const firstPage = 50;
// Whoever asks for more reads on for a while; the API gives no more than this at once.
const nextPage = 200;

/** The beginning of the list. With `atLeast`, as many pages as a list of this length had. */
export async function listTodos(filter: Filter, atLeast: number, signal: AbortSignal): Promise<TodoPage> {
	let page = await getPage(filter, firstPage, undefined, signal);
	const todos = [...page.todos];
	while (page.next !== null && todos.length < atLeast) {
		page = await getPage(filter, nextPage, page.next, signal);
		todos.push(...page.todos);
	}
	return { todos, next: page.next };
}

export function listMoreTodos(filter: Filter, cursor: string, signal: AbortSignal): Promise<TodoPage> {
	return getPage(filter, nextPage, cursor, signal);
}

export function createTodo(todo: NewTodo): Promise<Todo> {
	return request('POST', '/todos', { body: todo });
}

export function changeTodo(id: string, changes: TodoChanges): Promise<Todo> {
	return request('PATCH', `/todos/${id}`, { body: changes });
}

export function deleteTodo(id: string, keepalive: boolean): Promise<void> {
	return request('DELETE', `/todos/${id}`, { keepalive });
}

function getPage({ status, text }: Filter, limit: number, cursor: string | undefined, signal: AbortSignal): Promise<TodoPage> {
	const query = new URLSearchParams({ status, limit: String(limit) });
	if (text !== '') query.set('q', text);
	if (cursor !== undefined) query.set('cursor', cursor);
	return request('GET', `/todos?${query}`, { signal });
}
