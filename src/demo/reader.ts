import type { Clock } from '../core/ports.js';

const beginMs = 900;
const msPerLetter = 42;
const maxMs = 12_000;

/** How long a text takes to be read, at an easy pace. */
export function readingMs(text: string): number {
	return Math.min(maxMs, beginMs + text.length * msPerLetter);
}

/** What is being read now: captions one after the other, each for as long as it takes, unless the reader turns the pages. */
export class Reader {
	readonly #clock: Clock | undefined;
	readonly #told: string[] = [];
	#page = -1;
	#turn: (() => void) | undefined;
	#skips = false;
	#hurries = false;

	/** Without a clock nobody reads along, and nothing waits. */
	constructor(clock: Clock | undefined) {
		this.#clock = clock;
	}

	/** What is on the page. */
	get page(): string {
		return this.#told[this.#page] ?? '';
	}

	/** The reader looks at an earlier page; everything else stands still. */
	get looksBack(): boolean {
		return this.#page < this.#told.length - 1;
	}

	/** Nothing waits any more. */
	get skips(): boolean {
		return this.#skips || this.#clock === undefined;
	}

	/** What there is to see until the next page may pass quickly. */
	get hurries(): boolean {
		return this.skips || this.#hurries;
	}

	/** Resolves when it was read. */
	async show(text: string): Promise<void> {
		this.#told.push(text);
		this.#page = this.#told.length - 1;
		this.#hurries = false;
		const clock = this.#clock;
		if (this.#skips || !clock) return;
		const turned = new AbortController();
		this.#turn = () => turned.abort();
		await clock.sleep(readingMs(text), turned.signal).catch(() => undefined);
		this.#turn = undefined;
		while (this.looksBack && !this.skips) await clock.sleep(50);
	}

	/** To the next page; on the last one whatever waits for the reader goes on. */
	next(): void {
		if (this.looksBack) this.#page++;
		else if (this.#turn) this.#turn();
		else this.#hurries = true;
	}

	back(): void {
		this.#page = Math.max(0, this.#page - 1);
	}

	/** From now on nothing waits any more. */
	skip(): void {
		this.#skips = true;
		this.#page = this.#told.length - 1;
		this.#turn?.();
	}
}
