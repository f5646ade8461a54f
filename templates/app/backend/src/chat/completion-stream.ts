import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ProviderError } from './provider-error.ts';

export interface ToolCall {
	readonly id: string;
	readonly type: 'function';
	readonly function: { readonly name: string; readonly arguments: string };
}

/** What a model said: words, calls of tools, or both. */
export interface AssistantMessage {
	readonly role: 'assistant';
	readonly content: string | null;
	readonly tool_calls?: readonly ToolCall[];
}

/** Tokens as the provider counted them. */
export interface Usage {
	readonly prompt: number;
	readonly completion: number;
}

export interface Completion {
	readonly message: AssistantMessage;
	readonly usage: Usage | undefined;
}

const longestAnswerBytes = 1024 * 1024;

/** Called with every piece of text as it comes, and at every sign of life. */
export interface CompletionListener {
	text(piece: string): void;
	alive(): void;
}

/** Reads an answer that comes piece by piece, or at once from a server that does not stream. */
export async function readCompletion(response: Response, listener: CompletionListener): Promise<Completion> {
	if (!response.headers.get('content-type')?.includes('text/event-stream')) return readWhole(await response.text(), listener);
	if (response.body === null) throw unreadable();
	const collected = new CollectedMessage();
	let bytes = 0;
	let complete = false;
	const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
	for await (const { data } of events) {
		listener.alive();
		bytes += data.length;
		if (bytes > longestAnswerBytes) throw unreadable();
		if (data === '[DONE]') return collected.completion();
		const chunk = parse(data);
		if (chunk.error !== undefined) throw new ProviderError('failing', 'The AI provider reported a problem in the middle of its answer.');
		if (isRecord(chunk.usage)) collected.usage = usageOf(chunk.usage);
		const choice = Array.isArray(chunk.choices)
			? (chunk.choices[0] as { delta?: unknown; finish_reason?: unknown } | undefined)
			: undefined;
		if (isRecord(choice?.delta)) {
			const piece = collected.add(choice.delta);
			if (piece !== '') listener.text(piece);
		}
		if (typeof choice?.finish_reason === 'string') complete = true;
	}
	// Some servers close the stream without saying that this was all, but they gave a reason for the end of the answer.
	if (complete) return collected.completion();
	throw new ProviderError('cut-off', 'The answer of the AI provider broke off.');
}

function readWhole(text: string, listener: CompletionListener): Completion {
	if (text.length > longestAnswerBytes) throw unreadable();
	const answer = parse(text);
	const message = Array.isArray(answer.choices) ? (answer.choices[0] as { message?: unknown } | undefined)?.message : undefined;
	if (!isRecord(message)) throw unreadable();
	const { content, tool_calls: calls } = message;
	if (calls !== undefined && calls !== null && !(Array.isArray(calls) && calls.every(isToolCall))) throw unreadable();
	if (typeof content === 'string' && content !== '') listener.text(content);
	return {
		// Kept as it came: some providers put signatures into it which they want to see again.
		message: { ...message, role: 'assistant', content: typeof content === 'string' ? content : null } as AssistantMessage,
		usage: isRecord(answer.usage) ? usageOf(answer.usage) : undefined,
	};
}

/** Puts the pieces of a message together. */
class CollectedMessage {
	usage: Usage | undefined;
	#content = '';
	readonly #calls: { id: string; index: unknown; call: Record<string, unknown>; name: string; arguments: string }[] = [];

	/** Returns the text that the piece adds. */
	add(delta: Record<string, unknown>): string {
		if (Array.isArray(delta.tool_calls)) for (const piece of delta.tool_calls) if (isRecord(piece)) this.#addCall(piece);
		if (typeof delta.content !== 'string') return '';
		this.#content += delta.content;
		return delta.content;
	}

	completion(): Completion {
		const calls = this.#calls.map(({ id, call, name, arguments: input }) => ({
			...call,
			id,
			type: 'function',
			function: { name, arguments: input },
		}));
		const message = {
			role: 'assistant',
			content: this.#content === '' ? null : this.#content,
			...(calls.length > 0 ? { tool_calls: calls } : {}),
		};
		return { message: message as AssistantMessage, usage: this.usage };
	}

	/**
	 * OpenAI sends the name first and the arguments after it under the same index; Gemini and Ollama send whole calls, some
	 * versions all with the index 0 or with none. So a name begins a call.
	 */
	#addCall({ index, ...piece }: Record<string, unknown>): void {
		const made = isRecord(piece.function) ? piece.function : {};
		const input = typeof made.arguments === 'string' ? made.arguments : '';
		const id = typeof piece.id === 'string' ? piece.id : '';
		const known = this.#calls.findLast((call) => (id !== '' ? call.id === id : call.index === index || index === undefined));
		if (known !== undefined && (typeof made.name !== 'string' || made.name === '' || (id !== '' && known.id === id))) {
			known.arguments += input;
			return;
		}
		if (typeof made.name !== 'string') throw unreadable();
		this.#calls.push({ id: id || `call-${this.#calls.length + 1}`, index, call: piece, name: made.name, arguments: input });
	}
}

function usageOf({ prompt_tokens: prompt, completion_tokens: completion }: Record<string, unknown>): Usage {
	return { prompt: Number(prompt) || 0, completion: Number(completion) || 0 };
}

function isToolCall(value: unknown): value is ToolCall {
	const call = value as Partial<ToolCall> | null;
	return typeof call?.id === 'string' && typeof call.function?.name === 'string' && typeof call.function.arguments === 'string';
}

function parse(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isRecord(value)) return value;
	} catch {
		// Said below.
	}
	throw unreadable();
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(): ProviderError {
	return new ProviderError('unreadable', 'The AI provider sent an answer that cannot be read.');
}
