import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signUp, startApp } from './support.ts';

let running: Awaited<ReturnType<typeof startApp>>;
before(async () => {
	running = await startApp();
});
after(() => running.stop());

test('a todo is made, found, completed and deleted', async () => {
	const { app } = running;
	const headers = await signUp(app, 'ann@example.com');
	const made = await app.inject({ method: 'POST', url: '/api/todos', headers, payload: { title: 'Buy milk', priority: 'high' } });
	equal(made.statusCode, 201);
	const { id } = made.json();
	const found = await app.inject({ url: '/api/todos?q=MILK&status=open', headers });
	deepEqual(
		found.json().todos.map(({ title }: { title: string }) => title),
		['Buy milk'],
	);
	const done = await app.inject({ method: 'PATCH', url: `/api/todos/${id}`, headers, payload: { completed: true } });
	equal(done.json().completed, true);
	equal((await app.inject({ method: 'DELETE', url: `/api/todos/${id}`, headers })).statusCode, 204);
	equal((await app.inject({ url: `/api/todos/${id}`, headers })).statusCode, 404);
});

test('nobody sees the todos of somebody else', async () => {
	const { app } = running;
	const headers = await signUp(app, 'bob@example.com');
	const { id } = (await app.inject({ method: 'POST', url: '/api/todos', headers, payload: { title: 'secret' } })).json();
	const stranger = await signUp(app, 'eve@example.com');
	equal((await app.inject({ url: `/api/todos/${id}`, headers: stranger })).statusCode, 404);
	equal((await app.inject({ url: `/api/todos/${id}` })).statusCode, 401);
});

test('the chat works on the list without a model', async () => {
	const { app } = running;
	const headers = await signUp(app, 'cat@example.com');
	const answer = await app.inject({ method: 'POST', url: '/api/chat', headers, payload: { message: 'add call Ann due 2026-12-24' } });
	equal(answer.json().actions[0].result.due, '2026-12-24');
	match((await app.inject({ method: 'POST', url: '/api/chat', headers, payload: { message: 'list' } })).json().reply, /1\. call Ann/);
});

test('wrong input is named', async () => {
	const { app } = running;
	const headers = await signUp(app, 'dan@example.com');
	const answer = await app.inject({ method: 'POST', url: '/api/todos', headers, payload: { title: '' } });
	equal(answer.statusCode, 400);
	equal(answer.headers['content-type'], 'application/problem+json');
	equal(answer.json().errors[0].at, 'body.title');
});
