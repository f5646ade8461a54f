import { afterEach, describe, expect, it } from 'vitest';
import { type Backend, startBackend } from '../support/backend.js';
import { breaksOff, calls, fails, hangs, type Provider, type Script, says, sends, startProvider } from '../support/provider.js';

let provider: Provider;
let backend: Backend;
let token: string;

async function start(script: Script[], environment: Record<string, string> = {}) {
	provider = await startProvider(...script);
	backend = await startBackend({
		AI_BACKEND: 'openai',
		AI_BASE_URL: `${provider.url}/`,
		AI_MODEL: 'small',
		OPENAI_API_KEY: 'key-of-the-test',
		AI_TIMEOUT_MS: '1000',
		...environment,
	});
	token = await backend.signUp();
}
afterEach(async () => {
	await backend.stop();
	await provider.stop();
});

const chat = (message: string, conversationId?: string) =>
	backend.call('POST', '/api/chat', { token, body: { message, ...(conversationId === undefined ? {} : { conversationId }) } });

describe('the chat with a model', () => {
	it('lets the model use tools, sends their results back and returns what was done', async () => {
		await start([
			calls('create_todo', { title: 'Buy milk', priority: 'high' }, { extra_content: { signature: 'keep me' } }),
			calls('complete_todo', ({ body }) => ({ id: JSON.parse(body.messages.at(-1).content).id })),
			says('Bought and ticked off.'),
		]);
		const { status, body } = await chat('I bought milk');
		expect(status).toBe(200);
		expect(body.reply).toBe('Bought and ticked off.');
		expect(body.actions.map(({ tool, result }: any) => [tool, result.title, result.completed])).toEqual([
			['create_todo', 'Buy milk', false],
			['complete_todo', 'Buy milk', true],
		]);
		const [first, second] = provider.requests;
		expect(first).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer key-of-the-test', body: { model: 'small' } });
		expect(first!.body.tools.map((tool) => tool.function.name)).toEqual([
			'create_todo',
			'list_todos',
			'update_todo',
			'complete_todo',
			'delete_todo',
		]);
		expect(second!.body.messages.at(-2).tool_calls[0].extra_content).toEqual({ signature: 'keep me' });
		expect(second!.body.messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: 'call-1' });
	});

	it('remembers the conversation', async () => {
		await start([says('Hello Ada.'), says('You are Ada.')]);
		const {
			body: { conversationId },
		} = await chat('I am Ada');
		await chat('Who am I?', conversationId);
		expect(provider.requests[1]!.body.messages.map(({ role, content }: any) => [role, content]).slice(1)).toEqual([
			['user', 'I am Ada'],
			['assistant', 'Hello Ada.'],
			['user', 'Who am I?'],
		]);
	});

	it('answers a model that makes up tools, arguments or ids, and changes nothing', async () => {
		await start([
			calls('drop_database', {}),
			calls('create_todo', { title: '', owner: 'root' }),
			calls('delete_todo', { id: 'made-up' }),
			says('I could not do that.'),
		]);
		const { body } = await chat('do something odd');
		expect(body.reply).toBe('I could not do that.');
		const results = provider.requests.slice(1).map((request) => JSON.parse(request.body.messages.at(-1).content).error);
		expect(results).toEqual([
			'There is no such tool.',
			expect.stringContaining('The arguments are wrong'),
			'There is no todo with this id.',
		]);
		expect((await backend.call('GET', '/api/todos', { token })).body.todos).toEqual([]);
	});

	it('cannot reach the todos of another user through the model', async () => {
		await start([calls('delete_todo', () => ({ id })), says('Gone?')]);
		const {
			body: { id },
		} = await backend.call('POST', '/api/todos', { token: await backend.signUp(), body: { title: 'not yours' } });
		expect((await chat('delete it')).body.actions[0].result).toEqual({ error: 'There is no todo with this id.' });
	});

	it('stops a model that never comes to an end', async () => {
		await start(Array.from({ length: 9 }, () => calls('list_todos', {})));
		const { body } = await chat('loop');
		expect(body.reply).toMatch(/too many steps/);
		expect(provider.requests).toHaveLength(6);
	});

	it('tries once more when the provider stumbles', async () => {
		await start([fails(502), says('Here I am.')]);
		expect((await chat('hello')).body.reply).toBe('Here I am.');
		expect((await backend.call('GET', '/health')).body.ai).toBe('ready');
	});

	it.each([
		['has a problem of its own', [fails(500), fails(503)], 'failing', 2],
		['breaks off', [breaksOff, breaksOff], 'unreachable', 2],
		['hangs', [hangs], 'slow', 1],
		['limits us', [fails(429, { 'retry-after': '7' })], 'rate-limited', 1],
		['refuses the key', [fails(401)], 'bad-key', 1],
		['has no such model', [fails(404)], 'no-model', 1],
		['refuses the request', [fails(400)], 'refused', 1],
		['sends a redirect', [fails(302, { location: 'http://127.0.0.1:1/' })], 'unreachable', 2],
		['sends a page', [sends('<html>')], 'unreadable', 1],
		['sends a broken call', [sends('{"choices":[{"message":{"tool_calls":[{"id":1}]}}]}')], 'unreadable', 1],
	] as [string, Script[], string, number][])(
		'answers 503 with a reason when the provider %s, and todos work on',
		async (_case, script, reason, requests) => {
			await start([...script, ...(requests > script.length ? script : [])]);
			const { status, body, headers, text } = await chat('hello');
			expect(status).toBe(503);
			expect(body).toMatchObject({ title: 'Service Unavailable', reason });
			expect(body.detail).toMatch(/^The AI provider .*\. Your todos work as before\.$/);
			expect(text).not.toContain('internal words');
			if (reason === 'rate-limited') expect(headers.get('retry-after')).toBe('7');
			expect(provider.requests).toHaveLength(requests);
			expect((await backend.call('POST', '/api/todos', { token, body: { title: 'still here' } })).status).toBe(201);
			expect((await backend.call('GET', '/ready')).body).toEqual({ status: 'ready', ai: 'down', degraded: true });
			expect(JSON.stringify(backend.logLines())).not.toContain('key-of-the-test');
		},
	);

	it('says what was done when the provider fails half way', async () => {
		await start([calls('create_todo', { title: 'half' }), fails(401)]);
		const { status, body } = await chat('add half and tell me');
		expect(status).toBe(200);
		expect(body.reply).toBe('I made one change to your list. The AI provider does not accept the API key.');
		expect(body.actions).toHaveLength(1);
	});

	it('sends no key to a compatible server that has none', async () => {
		await start([says('Hi.')], { AI_BACKEND: 'compatible' });
		expect((await chat('hello')).body.reply).toBe('Hi.');
		expect(provider.requests[0]!.authorization).toBeUndefined();
	});
});
