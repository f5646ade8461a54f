import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProviderRequest {
	readonly path: string;
	readonly authorization: string | undefined;
	readonly body: { model: string; messages: any[]; tools: any[] };
}

export type Script = (request: ProviderRequest, response: ServerResponse) => void;

export interface Provider {
	readonly url: string;
	readonly requests: ProviderRequest[];
	stop(): Promise<void>;
}

/** A small server that speaks the chat-completions protocol; each request takes the next part of the script. */
export async function startProvider(...script: Script[]): Promise<Provider> {
	return startProviderWith((response) => void response.writeHead(404).end(), ...script);
}

/** The same with an answer to `GET /models`. */
export async function startProviderWith(models: (response: ServerResponse) => void, ...script: Script[]): Promise<Provider> {
	const requests: ProviderRequest[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			// Asked in the background for its models; not part of any script.
			if (request.method === 'GET') {
				models(response);
				return;
			}
			const seen = {
				path: request.url ?? '',
				authorization: request.headers.authorization,
				body: JSON.parse(Buffer.concat(chunks).toString()),
			};
			requests.push(seen);
			const part = script[requests.length - 1] ?? fails(418);
			part(seen, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

export function says(content: string, afterMs = 0): Script {
	return (_request, response) => void setTimeout(() => answer(response, { content }), afterMs);
}

export function calls(name: string, input: object | ((request: ProviderRequest) => object), extra: object = {}): Script {
	return (request, response) =>
		answer(response, {
			content: null,
			tool_calls: [
				{
					id: 'call-1',
					type: 'function',
					function: { name, arguments: JSON.stringify(typeof input === 'function' ? input(request) : input) },
					...extra,
				},
			],
		});
}

export function fails(status: number, headers: Record<string, string> = {}): Script {
	return (_request, response) => void response.writeHead(status, headers).end('{"error":{"message":"internal words of the provider"}}');
}

export const hangs: Script = () => {};

export const breaksOff: Script = (_request, response) => void response.destroy();

export function sends(text: string): Script {
	return (_request, response) => void response.end(text);
}

/** Sends the chunks as events, each after a pause, and ends as it is told: properly, without the last word, or not at all. */
export function streams(chunks: readonly object[], { pauseMs = 0, end = 'done' as 'done' | 'cut' | 'hang' } = {}): Script {
	return async (_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		for (const chunk of chunks) {
			response.write(`data: ${JSON.stringify(chunk)}\n\n`);
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
		if (end === 'done') response.end('data: [DONE]\n\n');
		if (end === 'cut') response.destroy();
	};
}

export const textChunk = (content: string) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
export const callChunk = (...tool_calls: object[]) => ({
	choices: [{ index: 0, delta: { role: 'assistant', tool_calls }, finish_reason: null }],
});
export const endChunk = (finish_reason = 'stop') => ({ choices: [{ index: 0, delta: {}, finish_reason }] });

function answer(response: ServerResponse, message: object): void {
	response
		.writeHead(200, { 'content-type': 'application/json' })
		.end(JSON.stringify({ choices: [{ message: { role: 'assistant', ...message } }] }));
}
