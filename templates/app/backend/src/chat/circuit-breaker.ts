import { ProviderError } from './provider-error.ts';

const failuresToOpen = 5;
const openMs = 30_000;

/**
 * Spares a provider that is down, and its users the waiting: after some failures in a row nobody is sent there for a
 * while, then one request tries.
 */
export class CircuitBreaker {
	readonly #now: () => number;
	#failures = 0;
	#openUntil = 0;

	/** `now` in milliseconds of a clock that never jumps. */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		const waitMs = this.#openUntil - this.#now();
		if (waitMs > 0) {
			const seconds = Math.ceil(waitMs / 1000);
			throw new ProviderError('circuit-open', `The AI provider failed several times in a row. It is tried again in ${seconds} s.`, seconds);
		}
		// Whoever comes while one request tries has to wait for what it finds.
		if (this.#failures >= failuresToOpen) this.#open();
		try {
			const result = await work();
			this.#failures = 0;
			this.#openUntil = 0;
			return result;
		} catch (error) {
			if (error instanceof ProviderError && error.isOutage && ++this.#failures >= failuresToOpen) this.#open();
			throw error;
		}
	}

	#open(): void {
		this.#openUntil = this.#now() + openMs;
	}
}
