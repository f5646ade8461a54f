import type { AssistantState } from './assistant.ts';
import type { CompletionsClient } from './completions-client.ts';
import { ProviderError } from './provider-error.ts';

const localMaxAgeMs = 15_000;
/** A provider on the internet does not come and go like a pod that pulls its model. */
const remoteMaxAgeMs = 5 * 60_000;

/** Knows how the provider is without making anybody wait for it. */
export class ProviderWatch {
	readonly #client: CompletionsClient;
	readonly #maxAgeMs: number;
	#state: AssistantState = 'unknown';
	#seenAt = Number.NEGATIVE_INFINITY;
	#looking = false;

	constructor(client: CompletionsClient) {
		this.#client = client;
		const { backend } = client.settings;
		this.#maxAgeMs = backend === 'openai' || backend === 'gemini' ? remoteMaxAgeMs : localMaxAgeMs;
	}

	get state(): AssistantState {
		if (!this.#looking && performance.now() - this.#seenAt > this.#maxAgeMs) void this.#look();
		return this.#state;
	}

	/** A real request tells more than any look. */
	answered(): void {
		this.#see('ready');
	}

	failed(error: ProviderError): void {
		this.#see(error.reason === 'no-model' ? this.#withoutModel : 'down');
	}

	async #look(): Promise<void> {
		this.#looking = true;
		try {
			this.#see(this.#has(await this.#client.models()) ? 'ready' : this.#withoutModel);
		} catch (error) {
			// A server that is there and knows no such list says nothing about how it is.
			const isWithoutList = error instanceof ProviderError && (error.reason === 'no-model' || error.reason === 'refused');
			if (isWithoutList) this.#seenAt = performance.now();
			else this.#see('down');
		} finally {
			this.#looking = false;
		}
	}

	/** Only Ollama fetches models by itself; for it a missing one is on its way. */
	get #withoutModel(): AssistantState {
		return this.#client.settings.backend === 'ollama' ? 'pulling' : 'down';
	}

	/** Gemini puts a folder before its names, Ollama adds a tag that is `latest` where none was given. */
	#has(models: readonly string[]): boolean {
		const { backend, model } = this.#client.settings;
		const isListed = models.some((name) => [model, `models/${model}`, `${model}:latest`].includes(name));
		// Other servers may serve names that they do not list.
		return isListed || backend !== 'ollama';
	}

	#see(state: AssistantState): void {
		this.#state = state;
		this.#seenAt = performance.now();
	}
}
