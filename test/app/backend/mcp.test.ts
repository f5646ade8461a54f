import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Backend, startBackend } from '../support/backend.js';

let backend: Backend;
let token: string;
beforeEach(async () => {
	backend = await startBackend();
	token = await backend.signUp();
});
afterEach(() => backend.stop());

async function connect(bearer: string): Promise<Client> {
	const client = new Client({ name: 'test', version: '1.0.0' });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(`${backend.url}/mcp`), { requestInit: { headers: { authorization: `Bearer ${bearer}` } } }),
	);
	return client;
}

const resultOf = (answer: any) => JSON.parse(answer.content[0].text);

describe('the list for an assistant of the user, by the official client', () => {
	it('offers the tools of the chat and works on the list of the token', async () => {
		const client = await connect(token);
		const { tools } = await client.listTools();
		expect(tools.map(({ name }) => name)).toEqual(['create_todo', 'list_todos', 'update_todo', 'complete_todo', 'delete_todo']);
		expect(tools.find(({ name }) => name === 'delete_todo')?.annotations).toMatchObject({ destructiveHint: true });
		const made = resultOf(await client.callTool({ name: 'create_todo', arguments: { title: 'From my assistant', due: '2026-12-24' } }));
		expect(resultOf(await client.callTool({ name: 'list_todos', arguments: {} })).todos).toMatchObject([{ title: 'From my assistant' }]);
		await client.callTool({ name: 'complete_todo', arguments: { id: made.id } });
		expect((await backend.call('GET', '/api/todos?status=done', { token })).body.todos).toMatchObject([{ id: made.id }]);
		await client.callTool({ name: 'delete_todo', arguments: { id: made.id } });
		expect((await backend.call('GET', '/api/todos', { token })).body.todos).toEqual([]);
		await client.close();
	});

	it('tells what is wrong instead of doing it, and reaches no list of others', async () => {
		const { id } = (await backend.call('POST', '/api/todos', { token, body: { title: 'mine' } })).body;
		const stranger = await connect(await backend.signUp());
		for (const [name, input] of [
			['complete_todo', { id }],
			['create_todo', { title: '' }],
			['create_todo', { title: 'x', owner: 'root' }],
			['drop_database', {}],
		] as const) {
			const answer = await stranger.callTool({ name, arguments: input });
			expect([answer.isError, typeof resultOf(answer).error]).toEqual([true, 'string']);
		}
		expect((await backend.call('GET', `/api/todos/${id}`, { token })).body.completed).toBe(false);
		await stranger.close();
	});

	it('lets nobody in without a token', async () => {
		await expect(connect('nonsense')).rejects.toThrow();
		expect((await backend.call('POST', '/mcp', { body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } })).status).toBe(401);
	});

	it('serves clients of the protocol before, and programs that name no media type', async () => {
		// Such clients get their answer as one event.
		const ask = async (method: string, params: object) => {
			const { status, text } = await backend.call('POST', '/mcp', { token, body: { jsonrpc: '2.0', id: 1, method, params } });
			return { status, body: JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? 'null') };
		};
		const hello = await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'old', version: '1' } });
		expect([hello.status, hello.body]).toMatchObject([200, { result: { serverInfo: { name: 'todo-chatbot' } } }]);
		const listed = await ask('tools/list', {});
		expect(listed.body.result.tools).toHaveLength(5);
	});

	it('answers nonsense with a client error', async () => {
		for (const body of [{}, { jsonrpc: '2.0' }, { jsonrpc: '1.0', id: 1, method: 'x' }, { jsonrpc: '2.0', id: 1, method: 'no/such' }]) {
			const { status } = await backend.call('POST', '/mcp', { token, body });
			expect(status).toBeLessThan(500);
		}
		const { status, headers } = await backend.call('GET', '/mcp', { token });
		expect([status, headers.get('allow')]).toEqual([405, 'POST']);
	});
});
