import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedSchema } from '../../../templates/app/backend/src/storage/sql/migrations.ts';
import { type Backend, startBackend } from '../support/backend.js';

let backend: Backend;
let token: string;
beforeAll(async () => {
	backend = await startBackend();
	token = await backend.signUp();
});
afterAll(() => backend.stop());

describe('todos', () => {
	it('creates, reads, changes and deletes a todo', async () => {
		const created = await backend.call('POST', '/api/todos', { token, body: { title: '  Buy milk  ', due: '2026-12-24' } });
		expect(created.status).toBe(201);
		expect(created.body).toEqual({
			id: expect.any(String),
			title: 'Buy milk',
			description: '',
			priority: 'normal',
			due: '2026-12-24',
			completed: false,
			createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
			updatedAt: created.body.createdAt,
		});
		const path = `/api/todos/${created.body.id}`;
		expect(created.headers.get('location')).toBe(path);
		expect((await backend.call('GET', path, { token })).body).toEqual(created.body);
		const changed = await backend.call('PATCH', path, {
			token,
			body: { completed: true, due: null, priority: 'high', description: 'two litres' },
		});
		expect(changed.body).toEqual({
			...created.body,
			completed: true,
			due: null,
			priority: 'high',
			description: 'two litres',
			updatedAt: expect.any(String),
		});
		expect((await backend.call('DELETE', path, { token })).status).toBe(204);
		expect((await backend.call('GET', path, { token })).status).toBe(404);
		expect((await backend.call('DELETE', path, { token })).status).toBe(404);
	});

	it('hides the todos of others as if they did not exist', async () => {
		const {
			body: { id },
		} = await backend.call('POST', '/api/todos', { token, body: { title: 'private' } });
		const other = await backend.signUp();
		const unknown = await backend.call('GET', '/api/todos/never-was', { token: other });
		for (const [method, body] of [['GET'], ['PATCH', { title: 'mine now' }], ['DELETE']] as const) {
			const answer = await backend.call(method, `/api/todos/${id}`, { token: other, body });
			expect({ status: answer.status, detail: answer.body.detail }).toEqual({ status: 404, detail: unknown.body.detail });
		}
		expect((await backend.call('GET', `/api/todos/${id}`, { token })).body.title).toBe('private');
		expect((await backend.call('GET', '/api/todos', { token: other })).body).toEqual({ todos: [], next: null });
	});

	it('filters by status and text, in which % and _ are letters like any other', async () => {
		const user = await backend.signUp();
		for (const title of ['100% wool', '100 sheep', 'snake_case'])
			await backend.call('POST', '/api/todos', { token: user, body: { title } });
		const {
			body: {
				todos: [{ id }],
			},
		} = await backend.call('GET', '/api/todos?q=SHEEP', { token: user });
		await backend.call('PATCH', `/api/todos/${id}`, { token: user, body: { completed: true } });
		const titles = async (query: string) =>
			(await backend.call('GET', `/api/todos?${query}`, { token: user })).body.todos.map(({ title }: { title: string }) => title);
		expect(await titles('status=all')).toEqual(['snake_case', '100 sheep', '100% wool']);
		expect(await titles('status=open')).toEqual(['snake_case', '100% wool']);
		expect(await titles('status=done')).toEqual(['100 sheep']);
		expect(await titles(`q=${encodeURIComponent('100%')}`)).toEqual(['100% wool']);
		expect(await titles('q=e_c')).toEqual(['snake_case']);
	});

	it('pages through the list without losing or repeating a todo while the list changes', async () => {
		const user = await backend.signUp();
		for (let number = 1; number <= 7; number++)
			await backend.call('POST', '/api/todos', { token: user, body: { title: `todo ${number}` } });
		const seen: string[] = [];
		let cursor = '';
		do {
			const { body } = await backend.call('GET', `/api/todos?limit=3${cursor && `&cursor=${cursor}`}`, { token: user });
			seen.push(...body.todos.map(({ title }: { title: string }) => title));
			cursor = body.next ?? '';
			// A newcomer belongs to a page that was already read.
			if (seen.length === 3) await backend.call('POST', '/api/todos', { token: user, body: { title: 'newcomer' } });
		} while (cursor !== '');
		expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `todo ${number}`));
	});

	it.each([
		['POST', '/api/todos', {}],
		['POST', '/api/todos', { title: '   ' }],
		['POST', '/api/todos', { title: 'x'.repeat(201) }],
		['POST', '/api/todos', { title: 'x', priority: 'urgent' }],
		['POST', '/api/todos', { title: 'x', due: '2026-02-30' }],
		['POST', '/api/todos', { title: 'x', completed: true }],
		['POST', '/api/todos', '{"title":'],
		['POST', '/api/todos', ''],
		['PATCH', '/api/todos/some', {}],
		['PATCH', '/api/todos/some', { user_id: 'x' }],
		['GET', '/api/todos?limit=0', undefined],
		['GET', '/api/todos?limit=many', undefined],
		['GET', '/api/todos?status=lost', undefined],
		['GET', '/api/todos?cursor=nonsense', undefined],
		['GET', '/api/todos?sort=title', undefined],
	])('refuses %s %s with %j', async (method, path, body) => {
		const answer = await backend.call(method, path, { token, body });
		expect(answer.status).toBe(400);
		expect(answer.headers.get('content-type')).toBe('application/problem+json');
		expect(answer.body).toMatchObject({
			type: 'about:blank',
			title: 'Bad Request',
			status: 400,
			requestId: answer.headers.get('x-request-id'),
		});
		expect(answer.body.detail).toMatch(/\.$/);
	});
});

describe('answers', () => {
	it('keeps the request id of the caller and makes one where it is not fit', async () => {
		expect((await backend.call('GET', '/health', { headers: { 'x-request-id': 'caller-123' } })).headers.get('x-request-id')).toBe(
			'caller-123',
		);
		expect((await backend.call('GET', '/health', { headers: { 'x-request-id': 'x y' } })).headers.get('x-request-id')).toMatch(
			/^[\da-f-]{36}$/,
		);
	});

	it('refuses a body above the limit, another content type and an unknown address with a problem each', async () => {
		const large = await backend.call('POST', '/api/todos', { token, body: { title: 'x', description: 'y'.repeat(70_000) } });
		const text = await backend.call('POST', '/api/todos', { token, body: 'title=x', headers: { 'content-type': 'text/plain' } });
		const nowhere = await backend.call('GET', '/api/nowhere', { token });
		const bad = await backend.call('GET', '/%zz');
		expect([large, text, nowhere, bad].map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
			[413, 'application/problem+json'],
			[415, 'application/problem+json'],
			[404, 'application/problem+json'],
			[400, 'application/problem+json'],
		]);
	});

	it('tells a user nothing about a mistake of ours and the log everything', async () => {
		const broken = await startBackend(
			{},
			(store) =>
				({
					...store,
					expectedSchema: store.expectedSchema,
					accounts: store.accounts,
					conversations: store.conversations,
					check: () => store.check(),
					lastBackup: () => store.lastBackup(),
					todos: Object.assign(Object.create(store.todos), { list: () => Promise.reject(new Error('disk I/O error in /app/data')) }),
				}) as typeof store,
		);
		try {
			const answer = await broken.call('GET', '/api/todos', { token: await broken.signUp() });
			expect(answer.status).toBe(500);
			expect(answer.text).not.toContain('disk');
			expect(broken.logLines().find(({ msg }) => msg === 'request failed')).toMatchObject({
				level: 'error',
				reqId: answer.body.requestId,
				err: { message: 'disk I/O error in /app/data' },
			});
		} finally {
			await broken.stop();
		}
	});

	it('sends headers that keep a browser from running or framing anything', async () => {
		const { headers } = await backend.call('GET', '/health');
		expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
		expect(headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('lets pages of a listed origin in and no others', async () => {
		const open = await startBackend({ CORS_ORIGINS: 'https://tools.example.com' });
		try {
			const ask = (origin: string) => open.call('OPTIONS', '/api/todos', { headers: { origin, 'access-control-request-method': 'POST' } });
			const friend = await ask('https://tools.example.com');
			expect([
				friend.status,
				friend.headers.get('access-control-allow-origin'),
				friend.headers.get('access-control-allow-credentials'),
			]).toEqual([204, 'https://tools.example.com', null]);
			expect((await ask('https://evil.example.com')).headers.get('access-control-allow-origin')).toBeNull();
		} finally {
			await open.stop();
		}
	});
});

describe('the log', () => {
	it('has one line for each request, with the route and not the address, and without the user', async () => {
		const before = backend.logLines().length;
		const {
			body: { id },
		} = await backend.call('POST', '/api/todos', { token, body: { title: 'secret plan' } });
		await backend.call('GET', `/api/todos/${id}?`, {
			token,
			headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
		});
		const lines = backend
			.logLines()
			.slice(before)
			.filter(({ msg }) => msg === 'request');
		expect(lines).toHaveLength(2);
		expect(lines[1]).toMatchObject({
			level: 'info',
			service: 'todo-backend',
			method: 'GET',
			route: '/api/todos/:id',
			status: 200,
			traceId: '0af7651916cd43dd8448eb211c80319c',
			userId: expect.stringMatching(/^[\da-f]{12}$/),
			durationMs: expect.any(Number),
			reqId: expect.any(String),
		});
		expect(JSON.stringify(lines)).not.toContain('secret plan');
		expect(JSON.stringify(backend.logLines())).not.toContain(token);
	});

	it('keeps probes at debug', async () => {
		await backend.call('GET', '/ready');
		expect(backend.logLines().findLast(({ route }) => route === '/ready')).toMatchObject({ level: 'debug' });
	});
});

describe('probes', () => {
	it('is healthy and ready, and says with what', async () => {
		expect((await backend.call('GET', '/health')).body).toEqual({
			status: 'ok',
			version: '0.1.0',
			ai: 'none',
			storage: 'ok',
			uptime: expect.any(Number),
		});
		expect((await backend.call('GET', '/ready')).body).toEqual({ status: 'ready', ai: 'none', degraded: false });
	});

	it.each([
		['the database fails', { check: () => Promise.reject(new Error('gone')) }, 'The database does not answer.'],
		['the database hangs', { check: () => new Promise<number>(() => {}) }, 'The database did not answer within 1000 ms.'],
		[
			'the schema is too old',
			{ check: () => Promise.resolve(0) },
			`The database has schema 0 and this version needs ${expectedSchema}: run "migrate".`,
		],
	])('stays healthy and is not ready when %s', async (_case, change, reason) => {
		const broken = await startBackend({}, (store) => Object.assign(Object.create(store), change));
		try {
			expect((await broken.call('GET', '/health')).body).toMatchObject({ status: 'ok', storage: 'failing' });
			const ready = await broken.call('GET', '/ready');
			expect([ready.status, ready.body]).toEqual([503, { status: 'unavailable', reason }]);
		} finally {
			await broken.stop();
		}
	});

	it('is not ready while it shuts down', async () => {
		const leaving = await startBackend();
		try {
			leaving.lifecycle.stop();
			expect((await leaving.call('GET', '/ready')).body).toEqual({ status: 'unavailable', reason: 'The server is shutting down.' });
		} finally {
			await leaving.stop();
		}
	});
});
