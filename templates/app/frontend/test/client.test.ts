import { deepEqual, equal, rejects } from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { streamChat } from '../src/api/chat-stream.ts';
import { ApiError, request, UnreachableError } from '../src/api/client.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = realFetch;
});

/** Answers every request with this. */
function answerWith(...answer: ConstructorParameters<typeof Response>): void {
	globalThis.fetch = async () => new Response(...answer);
}

const listen = () => {
	const heard: string[] = [];
	return {
		heard,
		listener: { onText: (piece: string) => void heard.push(piece), onAction: ({ tool }: { tool: string }) => void heard.push(`[${tool}]`) },
	};
};
const events = { headers: { 'content-type': 'text/event-stream' } };
const signal = new AbortController().signal;

test('a problem is told in the words of the API', async () => {
	answerWith('{"detail":"The title is too long."}', { status: 400 });
	await rejects(request('POST', '/todos', { body: {} }), new ApiError(400, 'The title is too long.'));
	answerWith('<h1>Bad Gateway</h1>', { status: 502 });
	await rejects(request('GET', '/todos'), new ApiError(502, 'The server answered with status 502.'));
});

test('no answer at all is something else', async () => {
	globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
	await rejects(request('GET', '/todos'), new UnreachableError());
});

test('an answer of the chat is heard piece by piece', async () => {
	answerWith(
		[
			': still here',
			'event: text\ndata: {"delta":"On it. "}',
			'event: action\ndata: {"tool":"create_todo","arguments":{},"result":{}}',
			'event: text\ndata: {"delta":"Done."}',
			'event: done\ndata: {"reply":"On it. Done.","actions":[],"conversationId":"1"}',
			'',
		].join('\n\n'),
		events,
	);
	const { heard, listener } = listen();
	const answer = await streamChat({ message: 'x' }, listener, signal);
	equal(answer.reply, 'On it. Done.');
	deepEqual(heard, ['On it. ', '[create_todo]', 'Done.']);
});

test('an answer of the chat that breaks off, or says no, is a problem', async () => {
	const { listener } = listen();
	answerWith('event: text\ndata: {"delta":"On"}\n\n', events);
	await rejects(streamChat({ message: 'x' }, listener, signal), new UnreachableError('The answer broke off.'));
	answerWith('event: error\ndata: {"detail":"No model."}\n\n', events);
	await rejects(streamChat({ message: 'x' }, listener, signal), new ApiError(0, 'No model.'));
	answerWith('{"detail":"No model."}', { status: 503 });
	await rejects(streamChat({ message: 'x' }, listener, signal), new ApiError(503, 'No model.'));
});
