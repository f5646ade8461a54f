import { Problem } from './problem.ts';

const windowMs = 60_000;
const mostKeys = 10_000;

/** Counts per key and minute, in memory: one process is one limit. */
export class RateLimit {
	readonly #perMinute: number;
	readonly #now: () => number;
	#windowStart = Number.NEGATIVE_INFINITY;
	readonly #counts = new Map<string, number>();

	/** `now` in milliseconds of a clock that never jumps: one that is put back must not lock anybody out. */
	constructor(perMinute: number, now: () => number = () => performance.now()) {
		this.#perMinute = perMinute;
		this.#now = now;
	}

	/** Throws a 429 when the key has used up its minute. */
	take(key: string): void {
		const now = this.#now();
		if (now - this.#windowStart >= windowMs) {
			this.#windowStart = now;
			this.#counts.clear();
		}
		const count = (this.#counts.get(key) ?? 0) + 1;
		if (count > this.#perMinute) {
			const seconds = Math.max(1, Math.ceil((this.#windowStart + windowMs - now) / 1000));
			throw new Problem(429, `Too many requests. Try again in ${seconds} s.`, {}, seconds);
		}
		// A flood of made-up keys must not fill the memory; forgetting the oldest is the lesser evil.
		const [oldest] = this.#counts.keys();
		if (oldest !== undefined && this.#counts.size >= mostKeys && !this.#counts.has(key)) this.#counts.delete(oldest);
		this.#counts.set(key, count);
	}
}
