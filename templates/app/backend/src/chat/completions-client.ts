import type { AiSettings } from '../config/ai-settings.ts';
import { ProviderError } from './provider-error.ts';

export interface ToolCall {
	readonly id: string;
	readonly type: 'function';
	readonly function: { readonly name: string; readonly arguments: string };
}

/** A message in the protocol that OpenAI, Gemini, Ollama and many others speak. */
export type CompletionMessage =
	| { readonly role: 'system' | 'user'; readonly content: string }
	| { readonly role: 'assistant'; readonly content: string | null; readonly tool_calls?: readonly ToolCall[] }
	| { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

export type AssistantMessage = Extract<CompletionMessage, { role: 'assistant' }>;

const retryPauseMs = 300;
const longestAnswerBytes = 1024 * 1024;

/** Asks a chat-completions server, with one more try where that can help, all within one deadline. */
export class CompletionsClient {
	readonly #settings: Exclude<AiSettings, { backend: 'none' }>;

	constructor(settings: Exclude<AiSettings, { backend: 'none' }>) {
		this.#settings = settings;
	}

	async complete(messages: readonly CompletionMessage[], tools: readonly unknown[]): Promise<AssistantMessage> {
		const deadline = AbortSignal.timeout(this.#settings.timeoutMs);
		try {
			return await this.#ask(messages, tools, deadline);
		} catch (error) {
			if (!(error instanceof ProviderError) || !error.worthRetrying || deadline.aborted) throw error;
			await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
			return this.#ask(messages, tools, deadline);
		}
	}

	async #ask(messages: readonly CompletionMessage[], tools: readonly unknown[], signal: AbortSignal): Promise<AssistantMessage> {
		const { baseUrl, model, apiKey, timeoutMs } = this.#settings;
		let response: Response;
		let text: string;
		try {
			response = await fetch(`${baseUrl}/chat/completions`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					accept: 'application/json',
					...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
				},
				// Only what every provider accepts.
				body: JSON.stringify({ model, messages, tools }),
				signal,
				// A redirect would carry the key to another address.
				redirect: 'error',
			});
			text = await response.text();
		} catch {
			if (signal.aborted) throw new ProviderError('slow', `The AI provider did not answer within ${timeoutMs / 1000} s.`);
			throw new ProviderError('unreachable', 'The AI provider cannot be reached.');
		}
		if (!response.ok) throw ProviderError.fromStatus(response.status, model, response.headers.get('retry-after'));
		return parseAnswer(text);
	}
}

function parseAnswer(text: string): AssistantMessage {
	const unreadable = new ProviderError('unreadable', 'The AI provider sent an answer that cannot be read.');
	if (text.length > longestAnswerBytes) throw unreadable;
	let message: unknown;
	try {
		message = (JSON.parse(text) as { choices?: { message?: unknown }[] }).choices?.[0]?.message;
	} catch {
		throw unreadable;
	}
	if (typeof message !== 'object' || message === null) throw unreadable;
	const { content, tool_calls: calls } = message as { content?: unknown; tool_calls?: unknown };
	if (calls !== undefined && calls !== null && !(Array.isArray(calls) && calls.every(isToolCall))) throw unreadable;
	// Kept as it came: some providers put signatures into it which they want to see again.
	return { ...message, role: 'assistant', content: typeof content === 'string' ? content : null } as AssistantMessage;
}

function isToolCall(call: unknown): call is ToolCall {
	const { id, function: called } = (call ?? {}) as { id?: unknown; function?: { name?: unknown; arguments?: unknown } };
	return typeof id === 'string' && typeof called?.name === 'string' && typeof called.arguments === 'string';
}
