import { afterEach, describe, expect, it } from 'vitest';
import { type Backend, startBackend } from '../support/backend.js';
import { chatEvents } from '../support/events.js';
import {
	callChunk,
	endChunk,
	fails,
	type Provider,
	type Script,
	says,
	startProvider,
	startProviderWith,
	streams,
	textChunk,
} from '../support/provider.js';

let provider: Provider | undefined;
let backend: Backend;
let token: string;

async function start(script: Script[], environment: Record<string, string> = {}) {
	provider = await startProvider(...script);
	await startWith(provider, environment);
}
async function startWith(made: Provider, environment: Record<string, string> = {}) {
	provider = made;
	backend = await startBackend({
		AI_BACKEND: 'compatible',
		AI_BASE_URL: made.url,
		AI_MODEL: 'small',
		AI_TIMEOUT_MS: '400',
		...environment,
	});
	token = await backend.signUp();
}
afterEach(async () => {
	await backend.stop();
	await provider?.stop();
	provider = undefined;
});

const chat = async (message: string) => (await chatEvents(backend.url, token, message)).read();
const textOf = (events: Awaited<ReturnType<typeof chat>>) =>
	events
		.filter(({ event }) => event === 'text')
		.map(({ data }) => data.delta)
		.join('');

describe('the chat as a stream', () => {
	it('passes words on as they come, through no buffer, and ends with the whole', async () => {
		await start([streams([textChunk('Good '), textChunk('morning'), textChunk('.'), endChunk()], { pauseMs: 100 })]);
		const call = await chatEvents(backend.url, token, 'hello');
		expect(call.response.headers.get('content-type')).toBe('text/event-stream');
		expect(call.response.headers.get('x-accel-buffering')).toBe('no');
		expect(call.response.headers.get('cache-control')).toBe('no-store');
		const events = await call.read();
		expect(events.map(({ event }) => event)).toEqual(['text', 'text', 'text', 'done']);
		expect(events.at(-1)!.atMs - events[0]!.atMs).toBeGreaterThan(150);
		expect(events.at(-1)!.data).toMatchObject({ reply: 'Good morning.', actions: [], conversationId: expect.any(String) });
		expect((await backend.call('GET', '/api/chat', { token })).body).toEqual({
			conversationId: events.at(-1)!.data.conversationId,
			messages: [
				{ role: 'user', content: 'hello', actions: [] },
				{ role: 'assistant', content: 'Good morning.', actions: [] },
			],
		});
	});

	it('shows each action as it is done', async () => {
		await start([
			streams([
				textChunk('One moment.'),
				callChunk({ index: 0, id: 'a', function: { name: 'create_todo', arguments: '{"title":"milk"}' } }),
				endChunk('tool_calls'),
			]),
			streams([textChunk('Added.'), endChunk()]),
		]);
		const events = await chat('add milk');
		expect(events.map(({ event }) => event)).toEqual(['text', 'action', 'text', 'done']);
		expect(events[1]!.data).toMatchObject({
			tool: 'create_todo',
			arguments: { title: 'milk' },
			result: { title: 'milk', completed: false },
		});
		expect(textOf(events)).toBe('One moment.\nAdded.');
		expect(events.at(-1)!.data.reply).toBe('One moment.\nAdded.');
	});

	it('works the same without a model', async () => {
		await start([], { AI_BACKEND: 'none' });
		const events = await chat('add milk');
		expect(events.map(({ event }) => event)).toEqual(['action', 'text', 'done']);
		expect(events.at(-1)!.data).toMatchObject({ reply: 'Added "milk".', actions: [{ tool: 'create_todo' }] });
	});

	// Shapes as OpenAI, Gemini and Ollama send them.
	it.each([
		[
			'in pieces',
			[
				callChunk({ index: 0, id: 'a', type: 'function', function: { name: 'create_todo', arguments: '' } }),
				callChunk({ index: 0, function: { arguments: '{"title":' } }),
				callChunk({ index: 1, id: 'b', type: 'function', function: { name: 'create_todo', arguments: '' } }),
				callChunk({ index: 0, function: { arguments: '"one"}' } }),
				callChunk({ index: 1, function: { arguments: '{"title":"two"}' } }),
			],
		],
		[
			'whole, all with the index 0',
			[
				callChunk(
					{ index: 0, id: 'a', type: 'function', function: { name: 'create_todo', arguments: '{"title":"one"}' } },
					{ index: 0, id: 'b', type: 'function', function: { name: 'create_todo', arguments: '{"title":"two"}' } },
				),
			],
		],
		[
			'without ids',
			[
				callChunk({ index: 0, id: '', function: { name: 'create_todo', arguments: '{"title":"one"}' } }),
				callChunk({ function: { name: 'create_todo', arguments: '{"title":"two"}' } }),
			],
		],
	])('understands calls that come %s', async (_how, chunks) => {
		await start([streams([...chunks, endChunk('tool_calls')]), says('Done.')]);
		const { actions } = (await chat('add two')).at(-1)!.data;
		expect(actions.map(({ result }: any) => result.title)).toEqual(['one', 'two']);
		const sent = provider!.requests[1]!.body.messages.filter(({ role }: any) => role === 'tool').map(({ tool_call_id: id }: any) => id);
		expect(new Set(sent).size).toBe(2);
	});

	it('answers an ordinary 503 when it fails before the first word', async () => {
		await start([fails(500), fails(500)]);
		const { response } = await chatEvents(backend.url, token, 'hello');
		expect(response.status).toBe(503);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({ status: 503, reason: 'failing' });
	});

	it.each([
		['is cut off', { end: 'cut' as const }, /broke off|cannot be reached/],
		['falls silent', { end: 'hang' as const }, /did not answer within 0.4 s/],
	])('says so when the stream of the provider %s half way, and keeps what was said', async (_how, options, words) => {
		await start([streams([textChunk('I will')], options)]);
		const events = await chat('hello');
		expect(events.at(-1)!.event).toBe('done');
		expect(events.at(-1)!.data.reply).toMatch(/^I will /);
		expect(textOf(events)).toMatch(words);
	});

	it('lets a slow answer go on as long as it goes on', async () => {
		await start([streams([...'123456'].map(textChunk).concat(endChunk() as never), { pauseMs: 150 })]);
		expect((await chat('slowly')).at(-1)!.data.reply).toBe('123456');
	});

	it('stops the provider when the user leaves, and keeps what was said until then', async () => {
		let closed = false;
		await start([
			(request, response) => {
				response.on('close', () => {
					closed = true;
				});
				return streams([textChunk('Once upon a time'), textChunk(' there')], { pauseMs: 100, end: 'hang' })(request, response);
			},
		]);
		await (await chatEvents(backend.url, token, 'a long story')).read((events) => events.length > 0);
		await expect.poll(() => closed, { timeout: 3000 }).toBe(true);
		await expect
			.poll(async () => (await backend.call('GET', '/api/chat', { token })).body.messages.at(-1)?.content, { timeout: 3000 })
			.toMatch(/^Once upon a time/);
	});

	it('says so when the account was deleted while the answer was made, as an answer or in the stream', async () => {
		const slow = () => streams([textChunk('One'), endChunk()], { pauseMs: 200 });
		await start([slow(), says('Late.', 300)]);
		const call = await chatEvents(backend.url, token, 'hello');
		const second = backend.call('POST', '/api/chat', { token, body: { message: 'hello' } });
		await expect.poll(() => provider?.requests.length).toBe(2);
		await backend.call('DELETE', '/api/account', { token });
		expect((await call.read()).at(-1)).toMatchObject({ event: 'error', data: { status: 409 } });
		expect((await second).status).toBe(409);
	});

	it('begins a new conversation when the old one was deleted meanwhile', async () => {
		await start([says('First.'), says('Second.', 300)]);
		const { conversationId } = (await backend.call('POST', '/api/chat', { token, body: { message: 'hello' } })).body;
		const second = backend.call('POST', '/api/chat', { token, body: { message: 'again', conversationId } });
		await expect.poll(() => provider?.requests.length).toBe(2);
		await backend.call('DELETE', '/api/chat', { token });
		const { status, body } = await second;
		expect([status, body.reply]).toEqual([200, 'Second.']);
		expect(body.conversationId).not.toBe(conversationId);
	});

	it('forgets all conversations on request, and no todo', async () => {
		await start([], { AI_BACKEND: 'none' });
		await chat('add milk');
		expect((await backend.call('DELETE', '/api/chat', { token })).status).toBe(204);
		expect((await backend.call('GET', '/api/chat', { token })).body).toEqual({ conversationId: null, messages: [] });
		expect((await backend.call('GET', '/api/todos', { token })).body.todos).toHaveLength(1);
	});

	it('counts messages, requests and tokens', async () => {
		await start([streams([textChunk('Hi.'), endChunk(), { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3 } }]), fails(401)], {
			AI_BACKEND: 'openai',
			OPENAI_API_KEY: 'key',
		});
		await chat('hello');
		await chatEvents(backend.url, token, 'again');
		expect(provider!.requests[0]!.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
		const text = await backend.metrics.registry.metrics();
		expect(text).toContain('todo_chat_messages_total 2');
		expect(text).toContain('todo_ai_requests_total{backend="openai",outcome="ok"} 1');
		expect(text).toContain('todo_ai_requests_total{backend="openai",outcome="bad-key"} 1');
		expect(text).toContain('todo_ai_tokens_total{backend="openai",kind="prompt"} 7');
		expect(text).toContain('todo_ai_tokens_total{backend="openai",kind="completion"} 3');
		expect(text).toContain('todo_ai_request_duration_seconds_count{backend="openai"} 2');
	});
});

describe('the state of the provider', () => {
	const models =
		(...names: string[]) =>
		(response: any) =>
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: names.map((id) => ({ id })) }));
	const stateOf = async () => (await backend.call('GET', '/ready')).body;

	it('is pulling while Ollama does not have its model, and the chat says so', async () => {
		await startWith(await startProviderWith(models('other:latest'), fails(404)), { AI_BACKEND: 'ollama', AI_MODEL: 'qwen2.5:0.5b' });
		await expect.poll(stateOf).toEqual({ status: 'ready', ai: 'pulling', degraded: true });
		const { status, body } = await backend.call('POST', '/api/chat', { token, body: { message: 'hello' } });
		expect([status, body.reason]).toEqual([503, 'no-model']);
	});

	it.each(['qwen2.5:0.5b', 'llama3.2'])('is ready when Ollama has %s', async (model) => {
		await startWith(await startProviderWith(models('qwen2.5:0.5b', 'llama3.2:latest')), { AI_BACKEND: 'ollama', AI_MODEL: model });
		await expect.poll(stateOf).toEqual({ status: 'ready', ai: 'ready', degraded: false });
	});

	it('is down when nobody answers, and the app is ready all the same', async () => {
		await startWith({ url: 'http://127.0.0.1:9/v1', requests: [], stop: async () => {} });
		await expect.poll(stateOf).toEqual({ status: 'ready', ai: 'down', degraded: true });
		expect((await backend.call('GET', '/health')).body).toMatchObject({ status: 'ok', ai: 'down' });
	});

	it('stays unknown with a server that has no list of models, until it has answered', async () => {
		await start([says('Hi.')]);
		expect((await stateOf()).ai).toBe('unknown');
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await stateOf()).ai).toBe('unknown');
		await chat('hello');
		expect((await stateOf()).ai).toBe('ready');
	});

	it('spares a provider that failed again and again', async () => {
		await start([fails(503), fails(503), fails(503), fails(503), fails(503), says('never asked')]);
		const reasons = [];
		for (let index = 0; index < 4; index++)
			reasons.push((await backend.call('POST', '/api/chat', { token, body: { message: 'hello' } })).body.reason);
		expect(reasons.slice(0, 2)).toEqual(['failing', 'failing']);
		expect(reasons.at(-1)).toBe('circuit-open');
		expect(provider!.requests).toHaveLength(5);
		const { headers } = await backend.call('POST', '/api/chat', { token, body: { message: 'hello' } });
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(20);
	});
});
