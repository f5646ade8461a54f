import type { FastifyInstance } from 'fastify';
import { userIdOf } from '../accounts/session.ts';
import { problem } from '../http/problem.ts';
import type { TodoRepository } from '../storage/store.ts';
import type { NewTodo, TodoChanges, TodoStatus } from './todo.ts';
import { createTodoSchema, deleteTodoSchema, getTodoSchema, listTodosSchema, updateTodoSchema } from './todo-schemas.ts';

interface ListQuery {
	status: TodoStatus;
	q: string;
	limit: number;
	cursor?: string;
}

/** The list of the user who asks; an id of somebody else is as unknown as one that never was. */
export async function todoRoutes(app: FastifyInstance, { todos }: { readonly todos: TodoRepository }): Promise<void> {
	const unknown = () => problem(404, 'There is no such todo.');

	app.get<{ Querystring: ListQuery }>('/api/todos', { schema: listTodosSchema }, async (request) => {
		const { status, q, limit, cursor } = request.query;
		const page = await todos.list(userIdOf(request), {
			status,
			limit,
			text: q.trim(),
			...(cursor === undefined ? {} : { before: Number(cursor) }),
		});
		return { todos: page.todos, next: page.next === undefined ? null : String(page.next) };
	});

	app.post<{ Body: NewTodo }>('/api/todos', { schema: createTodoSchema }, async (request, reply) => {
		const todo = await todos.create(userIdOf(request), request.body);
		return reply.status(201).header('location', `/api/todos/${todo.id}`).send(todo);
	});

	app.get<{ Params: { id: string } }>('/api/todos/:id', { schema: getTodoSchema }, async (request) => {
		const todo = await todos.find(userIdOf(request), request.params.id);
		if (todo === undefined) throw unknown();
		return todo;
	});

	app.patch<{ Params: { id: string }; Body: TodoChanges }>('/api/todos/:id', { schema: updateTodoSchema }, async (request) => {
		const todo = await todos.update(userIdOf(request), request.params.id, request.body);
		if (todo === undefined) throw unknown();
		return todo;
	});

	app.delete<{ Params: { id: string } }>('/api/todos/:id', { schema: deleteTodoSchema }, async (request, reply) => {
		if (!(await todos.remove(userIdOf(request), request.params.id))) throw unknown();
		return reply.status(204).send();
	});
}
