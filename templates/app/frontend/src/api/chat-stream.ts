import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, send, toApiError, UnreachableError } from './client.ts';
import type { Action, ChatAnswer } from './types.ts';

export interface ChatListener {
	readonly onText: (piece: string) => void;
	readonly onAction: (action: Action) => void;
}

export interface ChatRequest {
	readonly message: string;
	readonly conversationId?: string;
}

/** Says something and listens while the answer is made. Returns the whole of it. */
export async function streamChat(body: ChatRequest, { onText, onAction }: ChatListener, signal: AbortSignal): Promise<ChatAnswer> {
	const response = await send('POST', '/chat', { body, signal, accept: 'text/event-stream' });
	if (!response.ok || response.body === null) throw toApiError(response.status, await response.text());
	const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
	let whole: ChatAnswer | undefined;
	try {
		// Read on after the last word, to the end: what is left before counts as a failed request in the browser.
		for (;;) {
			const { done, value } = await events.read();
			if (done) break;
			switch (value.event) {
				case 'text':
					onText((JSON.parse(value.data) as { delta: string }).delta);
					break;
				case 'action':
					onAction(JSON.parse(value.data) as Action);
					break;
				case 'done':
					whole = JSON.parse(value.data) as ChatAnswer;
					break;
				case 'error':
					throw toApiError(0, value.data);
			}
		}
	} catch (error) {
		if (error instanceof ApiError || signal.aborted) throw error;
	}
	// A stream that ends without its last word was cut off on the way.
	if (whole === undefined) throw new UnreachableError('The answer broke off.');
	return whole;
}
