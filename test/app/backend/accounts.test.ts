import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Backend, startBackend } from '../support/backend.js';

let backend: Backend;
beforeAll(async () => {
	backend = await startBackend();
});
afterAll(() => backend.stop());

const password = 'correct horse';

describe('accounts', () => {
	it('gives a new user a token and a cookie that no script can read', async () => {
		const { status, body, headers } = await backend.call('POST', '/api/auth/signup', {
			body: { email: 'Ada@Example.com', password, name: 'Ada' },
		});
		expect(status).toBe(201);
		expect(body.user).toEqual({ id: expect.any(String), email: 'ada@example.com', name: 'Ada' });
		expect(body.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
		expect(headers.get('set-cookie')).toMatch(/^todo_session=[\w.-]+; Path=\/api; Max-Age=604800; HttpOnly; SameSite=Strict$/);
	});

	it('marks the cookie as secure when the user came by https', async () => {
		const { headers } = await backend.call('POST', '/api/auth/signup', {
			body: { email: 'tls@example.com', password },
			headers: { 'x-forwarded-proto': 'https' },
		});
		expect(headers.get('set-cookie')).toMatch(/; Secure$/);
	});

	it('logs in with the address in any case and accepts both the cookie and the token', async () => {
		await backend.signUp('grace@example.com');
		const { status, body, headers } = await backend.call('POST', '/api/auth/login', { body: { email: 'GRACE@example.com', password } });
		expect(status).toBe(200);
		expect((await backend.call('GET', '/api/todos', { token: body.token })).status).toBe(200);
		const cookie = headers.get('set-cookie')!.split(';')[0]!;
		expect((await backend.call('GET', '/api/todos', { headers: { cookie } })).status).toBe(200);
	});

	it('answers a wrong password and an unknown address with the same words in about the same time', async () => {
		await backend.signUp('linus@example.com');
		const attempt = async (email: string) => {
			const start = performance.now();
			const { status, body } = await backend.call('POST', '/api/auth/login', { body: { email, password: 'not the password' } });
			return { status, detail: body.detail, ms: performance.now() - start };
		};
		await attempt('warm-up@example.com');
		const wrong = await attempt('linus@example.com');
		const unknown = await attempt('nobody@example.com');
		expect(wrong.status).toBe(401);
		expect({ ...unknown, ms: 0 }).toEqual({ ...wrong, ms: 0 });
		// Without the hash, the unknown address takes a fiftieth.
		expect(unknown.ms).toBeGreaterThan(wrong.ms / 4);
	});

	it('does not say whether an address is taken more clearly than it must', async () => {
		await backend.signUp('taken@example.com');
		const { status, body } = await backend.call('POST', '/api/auth/signup', {
			body: { email: 'taken@example.com', password: 'another password' },
		});
		expect(status).toBe(409);
		expect(body.detail).toBe('This account cannot be made. If you already have one, log in.');
	});

	it('ends exactly the session that logs out', async () => {
		const first = await backend.signUp('edsger@example.com');
		const second = (await backend.call('POST', '/api/auth/login', { body: { email: 'edsger@example.com', password } })).body.token;
		const out = await backend.call('POST', '/api/auth/logout', { token: first });
		expect(out.status).toBe(204);
		expect(out.headers.get('set-cookie')).toMatch(/^todo_session=; Path=\/api; Max-Age=0/);
		expect((await backend.call('GET', '/api/todos', { token: first })).status).toBe(401);
		expect((await backend.call('GET', '/api/todos', { token: second })).status).toBe(200);
	});

	it('logs out without a session as well', async () => {
		expect((await backend.call('POST', '/api/auth/logout')).status).toBe(204);
	});

	it('removes an account with everything in it', async () => {
		const token = await backend.signUp('barbara@example.com');
		await backend.call('POST', '/api/todos', { token, body: { title: 'to be forgotten' } });
		await backend.call('POST', '/api/chat', { token, body: { message: 'list' } });
		expect((await backend.call('DELETE', '/api/account', { token })).status).toBe(204);
		expect((await backend.call('GET', '/api/todos', { token })).status).toBe(401);
		const again = await backend.signUp('barbara@example.com');
		expect((await backend.call('GET', '/api/todos', { token: again })).body.todos).toEqual([]);
	});

	it('refuses tokens that are made up, signed by others or without a signature', async () => {
		const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x","jti":"y","exp":9999999999,"iss":"todo-chatbot"}').toString('base64url')}.`;
		for (const token of ['nonsense', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', none]) {
			expect((await backend.call('GET', '/api/todos', { token })).status).toBe(401);
		}
	});

	it.each([
		[{ email: 'no-address', password }, 'body.email'],
		[{ email: 'a@example.com', password: 'short' }, 'body.password'],
		[{ email: 'a@example.com' }, 'body'],
		[{ email: 'a@example.com', password, admin: true }, 'body'],
		[{ email: 'a@example.com', password: 12_345_678 }, 'body.password'],
	])('refuses to sign up with %j', async (body, at) => {
		const answer = await backend.call('POST', '/api/auth/signup', { body });
		expect(answer.status).toBe(400);
		expect(answer.body.errors[0].at).toBe(at);
	});

	it('stops guessing after a number of attempts and says when to come back', async () => {
		const strict = await startBackend({ RATE_LIMIT_RPM: '10' });
		try {
			const statuses = [];
			for (let attempt = 0; attempt < 11; attempt++) {
				const { status, headers } = await strict.call('POST', '/api/auth/login', {
					body: { email: 'victim@example.com', password: `guess ${attempt}` },
				});
				statuses.push(status === 429 ? `429, ${Number(headers.get('retry-after')) > 0}` : status);
			}
			expect(statuses).toEqual([...Array<number>(10).fill(401), '429, true']);
		} finally {
			await strict.stop();
		}
	});

	it('limits the requests of one user and not those of another', async () => {
		const strict = await startBackend({ RATE_LIMIT_RPM: '3' });
		try {
			const [ann, bob] = [await strict.signUp(), await strict.signUp()];
			for (let request = 0; request < 3; request++) expect((await strict.call('GET', '/api/todos', { token: ann })).status).toBe(200);
			expect((await strict.call('GET', '/api/todos', { token: ann })).status).toBe(429);
			expect((await strict.call('GET', '/api/todos', { token: bob })).status).toBe(200);
		} finally {
			await strict.stop();
		}
	});
});
