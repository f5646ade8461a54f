import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small server of ours that speaks as much of OpenAI's interface as the app and the wizard use. It is no model. */
export interface StandIn {
	readonly port: number;
	/** Chat requests with the right key so far. */
	readonly chats: number;
	close(): void;
}

/** Makes the task it is asked for by a tool call, as a model would, and refuses every other key. */
export async function startStandIn(key: string): Promise<StandIn> {
	let chats = 0;
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const answer = (status: number, json: unknown) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
		if (request.headers.authorization !== `Bearer ${key}`) return answer(401, { error: { message: 'Incorrect API key provided' } });
		if (request.url === '/v1/models') return answer(200, { object: 'list', data: [{ id: 'stand-in', object: 'model' }] });
		chats += 1;
		const { messages } = JSON.parse(body) as { messages: readonly { role: string; content: string }[] };
		const last = messages.at(-1);
		const message =
			last?.role === 'tool'
				? { role: 'assistant', content: 'Done.' }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: 'call_1',
								type: 'function',
								function: { name: 'create_todo', arguments: JSON.stringify({ title: /title: (.+)$/.exec(last?.content ?? '')?.[1] }) },
							},
						],
					};
		return answer(200, {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			model: 'stand-in',
			choices: [{ index: 0, message, finish_reason: last?.role === 'tool' ? 'stop' : 'tool_calls' }],
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		get chats() {
			return chats;
		},
		close: () => server.close(),
	};
}
