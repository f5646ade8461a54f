import type { AiSettings } from '../config/ai-settings.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { type AssistantMessage, type Completion, readCompletion } from './completion-stream.ts';
import { ProviderError } from './provider-error.ts';

/** A message in the protocol that OpenAI, Gemini, Ollama and many others speak. */
export type CompletionMessage =
	| { readonly role: 'system' | 'user'; readonly content: string }
	| AssistantMessage
	| { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

export type ModelSettings = Exclude<AiSettings, { backend: 'none' }>;

export interface CompletionRequest {
	readonly messages: readonly CompletionMessage[];
	readonly tools: readonly unknown[];
	/** Called with every piece of text as it comes. */
	readonly onText: (piece: string) => void;
	/** Aborted when nobody waits for the answer any more. */
	readonly signal: AbortSignal;
}

const retryPauseMs = 300;
/** A whole answer may take this many times as long as a silence in it. */
const answerPerSilence = 5;
const probeMs = 3000;

/** Asks a chat-completions server, with one more try where that can help. */
export class CompletionsClient {
	readonly settings: ModelSettings;
	readonly #metrics: Metrics;
	readonly #breaker = new CircuitBreaker();

	constructor(settings: ModelSettings, metrics: Metrics) {
		this.settings = settings;
		this.#metrics = metrics;
	}

	async complete(request: CompletionRequest): Promise<AssistantMessage> {
		let saidSomething = false;
		const attempt = () =>
			this.#breaker.run(() =>
				this.#measured({
					...request,
					onText: (piece) => {
						saidSomething = true;
						request.onText(piece);
					},
				}),
			);
		try {
			return await attempt();
		} catch (error) {
			// What was shown to the user cannot be taken back, so it is not begun again.
			if (!(error instanceof ProviderError) || !error.worthRetrying || saidSomething || request.signal.aborted) throw error;
			await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
			return attempt();
		}
	}

	/** The names of the models that the server has. Costs nothing, so it tells whether address and key are right. */
	async models(): Promise<readonly string[]> {
		const response = await this.#fetch('/models', { signal: AbortSignal.timeout(probeMs) });
		const { data } = (await response.json()) as { data?: readonly { id?: unknown }[] };
		return (data ?? []).map(({ id }) => String(id));
	}

	async #measured(request: CompletionRequest): Promise<AssistantMessage> {
		const { backend } = this.settings;
		const { aiRequests, aiSeconds, aiTokens } = this.#metrics;
		const end = aiSeconds.startTimer({ backend });
		let outcome = 'cancelled';
		try {
			const { message, usage } = await this.#ask(request);
			outcome = 'ok';
			if (usage !== undefined) {
				aiTokens.inc({ backend, kind: 'prompt' }, usage.prompt);
				aiTokens.inc({ backend, kind: 'completion' }, usage.completion);
			}
			return message;
		} catch (error) {
			if (error instanceof ProviderError) outcome = error.reason;
			throw error;
		} finally {
			end();
			aiRequests.inc({ backend, outcome });
		}
	}

	async #ask({ messages, tools, onText, signal }: CompletionRequest): Promise<Completion> {
		const { model, timeoutMs, countsTokens } = this.settings;
		const silence = new Silence(timeoutMs);
		const patience = AbortSignal.any([silence.signal, AbortSignal.timeout(timeoutMs * answerPerSilence)]);
		try {
			const response = await this.#fetch('/chat/completions', {
				method: 'POST',
				// Only what every provider accepts.
				body: JSON.stringify({
					model,
					messages,
					tools,
					stream: true,
					...(countsTokens ? { stream_options: { include_usage: true } } : {}),
				}),
				signal: AbortSignal.any([patience, signal]),
			});
			return await readCompletion(response, { text: onText, alive: () => silence.end() });
		} catch (error) {
			if (error instanceof ProviderError || signal.aborted) throw error;
			if (patience.aborted) throw new ProviderError('slow', `The AI provider did not answer within ${timeoutMs / 1000} s.`);
			throw new ProviderError('unreachable', 'The AI provider cannot be reached.');
		} finally {
			silence.stop();
		}
	}

	async #fetch(path: string, options: RequestInit): Promise<Response> {
		const { baseUrl, model, apiKey } = this.settings;
		const response = await fetch(baseUrl + path, {
			...options,
			headers: {
				...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
				accept: 'text/event-stream, application/json',
				...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
			},
			// A redirect would carry the key to another address.
			redirect: 'error',
		});
		if (response.ok) return response;
		await response.body?.cancel();
		throw ProviderError.fromStatus(response.status, model, response.headers.get('retry-after'));
	}
}

/** A deadline that starts anew with every sign of life. */
class Silence {
	readonly #controller = new AbortController();
	readonly #timer: NodeJS.Timeout;

	constructor(limitMs: number) {
		this.#timer = setTimeout(() => this.#controller.abort(), limitMs);
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	end(): void {
		this.#timer.refresh();
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
