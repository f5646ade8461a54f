import type { Clock } from '../core/ports.js';
import type { Reader } from './reader.js';

/** The simulated machine is this much faster than a real one. */
const speed = 12;
const stepMs = 40;

/**
 * Shows what happened on a simulated machine at the pace of a reader. The engine runs ahead, because a probe that had to
 * wait for a reader would seem to hang; whoever asks the user waits until everything before was seen.
 */
export class Playback {
	readonly #clock: Clock | undefined;
	readonly #reader: Reader;
	#last: Promise<void> = Promise.resolve();
	#nowMs = 0;
	/** The simulated machine keeps the pace of the screen. */
	isLive = false;

	/** Without a clock nothing is waited for. */
	constructor(reader: Reader, clock: Clock | undefined) {
		this.#reader = reader;
		this.#clock = clock;
	}

	/** The time of the simulated machine that is on the screen. */
	get nowMs(): number {
		return this.#nowMs;
	}

	/** What was before is not shown. */
	beginAt(ms: number): void {
		this.#nowMs = ms;
	}

	/** Shows something that happened at this time, after everything that was given before. */
	add(atMs: number, show: () => Promise<void> | void): void {
		this.#last = this.#last.then(async () => {
			await this.#until(atMs);
			await show();
		});
	}

	/** Resolves when everything so far was seen. */
	seen(): Promise<void> {
		return this.#last;
	}

	/** The machine's own clock: it runs ahead, unless its user acts on it while the program looks on. */
	async pace(ms: number): Promise<void> {
		if (!this.isLive) return;
		if (!this.#reader.hurries) await this.#clock?.sleep(Math.max(1, ms / speed));
		this.#nowMs += ms;
	}

	async #until(atMs: number): Promise<void> {
		const clock = this.#clock;
		while (this.#nowMs < atMs && clock && !this.#reader.hurries) {
			const ms = Math.min(stepMs * speed, atMs - this.#nowMs);
			await clock.sleep(ms / speed);
			if (!this.#reader.looksBack) this.#nowMs += ms;
		}
		this.#nowMs = Math.max(this.#nowMs, atMs);
	}
}
