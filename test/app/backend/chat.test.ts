import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../templates/app/backend/src/chat/commands.ts';
import { type Backend, startBackend } from '../support/backend.js';

const today = new Date('2026-11-21T10:00:00Z');

describe('the commands of the chat', () => {
	it.each([
		['add buy milk', { kind: 'add', todo: { title: 'buy milk' } }],
		['  Add   buy milk. ', { kind: 'add', todo: { title: 'buy milk' } }],
		['add call Ann !high due tomorrow', { kind: 'add', todo: { title: 'call Ann', priority: 'high', due: '2026-11-22' } }],
		['add call Ann by 2026-12-01 !low', { kind: 'add', todo: { title: 'call Ann', priority: 'low', due: '2026-12-01' } }],
		['add stand by me', { kind: 'add', todo: { title: 'stand by me' } }],
		['list', { kind: 'list', status: 'open', query: '' }],
		['show my done todos', { kind: 'list', status: 'done', query: '' }],
		['find milk', { kind: 'list', status: 'open', query: 'milk' }],
		['done', { kind: 'list', status: 'done', query: '' }],
		['done 2', { kind: 'complete', target: { number: 2 } }],
		['complete #12', { kind: 'complete', target: { number: 12 } }],
		['complete buy milk', { kind: 'complete', target: { words: 'buy milk' } }],
		['delete buy milk', { kind: 'delete', target: { words: 'buy milk' } }],
		['rename 1 to go to bed', { kind: 'rename', target: { number: 1 }, title: 'go to bed' }],
		['help', { kind: 'help' }],
		['add', { kind: 'unknown' }],
		['what is the weather?', { kind: 'unknown' }],
	])('reads "%s"', (message, command) => {
		expect(parseCommand(message, today)).toEqual(command);
	});
});

describe('the chat without a model', () => {
	let backend: Backend;
	let token: string;
	let conversationId: string | undefined;
	beforeAll(async () => {
		backend = await startBackend();
		token = await backend.signUp();
	});
	afterAll(() => backend.stop());

	async function say(message: string) {
		const { status, body } = await backend.call('POST', '/api/chat', {
			token,
			body: { message, ...(conversationId === undefined ? {} : { conversationId }) },
		});
		expect(status).toBe(200);
		conversationId = body.conversationId;
		return body as { reply: string; actions: { tool: string; arguments: any; result: any }[] };
	}

	it('works on the list and numbers mean what was shown last', async () => {
		const added = await say('add buy milk');
		expect(added.reply).toBe('Added "buy milk".');
		expect(added.actions).toEqual([
			{ tool: 'create_todo', arguments: { title: 'buy milk' }, result: expect.objectContaining({ title: 'buy milk', completed: false }) },
		]);
		await say('add call Ann');
		await say('add water the plants');
		expect((await say('list')).reply).toBe('Your open todos:\n1. water the plants\n2. call Ann\n3. buy milk');
		expect((await say('done 1')).reply).toBe('Done: "water the plants".');
		// The list is shorter by one now; 2 is still the call.
		expect((await say('done 2')).reply).toBe('Done: "call Ann".');
		expect((await say('rename buy milk to buy oat milk')).reply).toBe('It is now "buy oat milk".');
		expect((await say('delete oat')).reply).toBe('Deleted "buy oat milk".');
		const { body } = await backend.call('GET', '/api/todos', { token });
		expect(body.todos.map(({ title, completed }: any) => [title, completed])).toEqual([
			['water the plants', true],
			['call Ann', true],
		]);
	});

	it('asks back instead of guessing', async () => {
		await say('add paint the door');
		await say('add paint the wall');
		const { reply, actions } = await say('complete paint');
		expect(reply).toBe('Which one?\n1. paint the wall\n2. paint the door');
		expect(actions.map(({ tool }) => tool)).toEqual(['list_todos']);
		expect((await say('done 2')).reply).toBe('Done: "paint the door".');
		expect((await say('done 9')).reply).toMatch(/^There is no number 9/);
		expect((await say('delete unicorn')).reply).toBe('I found no todo with "unicorn".');
	});

	it('explains itself when it does not understand', async () => {
		expect((await say('what is the weather?')).reply).toContain('add buy milk');
	});

	it('keeps conversations to their owner', async () => {
		const other = await backend.signUp();
		expect((await backend.call('POST', '/api/chat', { token: other, body: { message: 'list', conversationId } })).status).toBe(404);
	});

	it('refuses titles that the API would refuse', async () => {
		const { reply, actions } = await say(`add ${'x'.repeat(201)}`);
		expect(reply).toMatch(/must NOT have more than 200 characters/);
		expect(actions[0]!.result).toHaveProperty('error');
	});
});
