import { randomBytes } from 'node:crypto';

interface Answer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

const patienceMs = 15_000;

/** Uses a running app the way a person would, with an account of its own that it removes again. */
export async function selftest(baseUrl: string, print: (line: string) => void): Promise<void> {
	const call = caller(baseUrl.replace(/\/+$/, ''));
	const check = async (title: string, work: () => Promise<void>) => {
		try {
			await work();
			print(`ok   ${title}`);
		} catch (error) {
			print(`FAIL ${title}`);
			throw error;
		}
	};
	const email = `selftest-${randomBytes(8).toString('hex')}@selftest.invalid`;
	const password = randomBytes(24).toString('base64url');
	let token = '';
	let id = '';

	await check('sign up', async () => {
		token = String(expectStatus(await call('POST', '/api/auth/signup', { email, password }), 201).token);
	});
	try {
		await check('log in', async () => {
			token = String(expectStatus(await call('POST', '/api/auth/login', { email, password }), 200).token);
		});
		await check('create a todo', async () => {
			id = String(expectStatus(await call('POST', '/api/todos', { title: 'selftest', priority: 'high' }, token), 201).id);
		});
		await check('list todos', async () => {
			const { todos } = expectStatus(await call('GET', '/api/todos?status=open', undefined, token), 200) as { todos: { id: string }[] };
			if (!todos.some((todo) => todo.id === id)) throw new Error('the new todo is not in the list');
		});
		await check('complete the todo', async () => {
			const todo = expectStatus(await call('PATCH', `/api/todos/${id}`, { completed: true }, token), 200);
			if (todo.completed !== true) throw new Error('the todo is still open');
		});
		await check('delete the todo', async () => {
			expectStatus(await call('DELETE', `/api/todos/${id}`, undefined, token), 204);
			expectStatus(await call('GET', `/api/todos/${id}`, undefined, token), 404);
		});
		await checkChat(call, token, check);
	} finally {
		await check('remove the account', async () => {
			expectStatus(await call('DELETE', '/api/account', undefined, token), 204);
			expectStatus(await call('GET', '/api/todos', undefined, token), 401);
		});
	}
}

/** With a provider behind it, a chat would cost money and depend on somebody else, so only the built-in one is tried. */
async function checkChat(
	call: ReturnType<typeof caller>,
	token: string,
	check: (title: string, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
	const ready = await call('GET', '/ready');
	if (ready.body.ai !== 'none') return;
	await check('chat', async () => {
		const { actions } = expectStatus(await call('POST', '/api/chat', { message: 'add selftest by chat' }, token), 200) as {
			actions: { tool: string }[];
		};
		if (actions[0]?.tool !== 'create_todo') throw new Error('the chat did not add a todo');
	});
}

function caller(baseUrl: string) {
	return async (method: string, path: string, body?: object, token?: string): Promise<Answer> => {
		const response = await fetch(baseUrl + path, {
			method,
			signal: AbortSignal.timeout(patienceMs),
			headers: {
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: parseObject(text) };
	};
}

function parseObject(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

function expectStatus({ status, body }: Answer, expected: number): Record<string, unknown> {
	if (status === expected) return body;
	throw new Error(`expected status ${expected} and got ${status}${typeof body.detail === 'string' ? `: ${body.detail}` : ''}`);
}
