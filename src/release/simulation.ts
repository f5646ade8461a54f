import type { HttpAnswer, HttpRequest } from '../core/ports.js';
import type { AppData } from '../core/world.js';

/** The app's API and page as a pure function: what a visitor asks, and what becomes of the data. */
export function answerAsApp(data: AppData, request: HttpRequest): { readonly data: AppData; readonly answer: HttpAnswer } {
	const { method = 'GET', url, json } = request;
	const { pathname, searchParams } = new URL(url);
	const body = (json ?? {}) as Readonly<Record<string, unknown>>;
	const reply = (status: number, content: unknown, next: AppData = data) => ({ data: next, answer: answered(status, content) });
	const owner = request.bearer?.reveal().replace(/^token of /, '') ?? '';
	const signedIn = data.accounts[owner] !== undefined;
	const call = `${method} ${pathname.replace(/^\/api\/todos\/.+/, '/api/todos/:id')}`;

	switch (call) {
		case 'GET /':
			return { data, answer: { kind: 'answered', status: 200, type: 'text/html', body: '<!doctype html><title>Todo Chatbot</title>' } };
		case 'GET /ready':
		case 'GET /health':
		case 'GET /healthz':
			return reply(200, { status: 'ok' });
		case 'POST /api/auth/signup': {
			const email = String(body.email);
			if (data.accounts[email] !== undefined) return reply(409, { title: 'There is an account with this email.' });
			return reply(201, { token: `token of ${email}` }, { ...data, accounts: { ...data.accounts, [email]: String(body.password) } });
		}
		case 'POST /api/auth/login':
			if (data.accounts[String(body.email)] !== body.password) return reply(401, { title: 'Email or password is wrong.' });
			return reply(200, { token: `token of ${body.email}` });
		default:
			break;
	}
	if (!signedIn) return reply(401, { title: 'Sign in first.' });
	const id = pathname.split('/').at(-1) ?? '';
	switch (call) {
		case 'GET /api/todos': {
			const q = searchParams.get('q') ?? '';
			return reply(200, { todos: data.todos.filter((todo) => todo.owner === owner && todo.title.includes(q)) });
		}
		case 'POST /api/todos': {
			const added = addTodo(data, owner, String(body.title));
			return reply(201, added.todo, added.data);
		}
		case 'PATCH /api/todos/:id':
			return reply(200, { id }, { ...data, todos: data.todos.map((todo) => (todo.id === id ? { ...todo, completed: true } : todo)) });
		case 'DELETE /api/todos/:id':
			return reply(204, undefined, { ...data, todos: data.todos.filter((todo) => todo.id !== id) });
		case 'POST /api/chat': {
			const title = /^(?:add |Create a task with exactly this title: )(.+)$/.exec(String(body.message))?.[1];
			if (!title) return reply(200, { reply: 'I can add, list, complete and delete tasks.' });
			return reply(200, { reply: `Added "${title}".` }, addTodo(data, owner, title).data);
		}
		case 'DELETE /api/account':
			return reply(204, undefined, {
				accounts: Object.fromEntries(Object.entries(data.accounts).filter(([email]) => email !== owner)),
				todos: data.todos.filter((todo) => todo.owner !== owner),
			});
		default:
			return reply(404, { title: 'There is nothing here.' });
	}
}

function addTodo(data: AppData, owner: string, title: string) {
	const todo = { id: String(1 + Math.max(0, ...data.todos.map(({ id }) => Number(id)))), owner, title, completed: false };
	return { todo, data: { ...data, todos: [...data.todos, todo] } };
}

function answered(status: number, content: unknown): HttpAnswer {
	return { kind: 'answered', status, type: 'application/json', body: content === undefined ? '' : JSON.stringify(content) };
}
