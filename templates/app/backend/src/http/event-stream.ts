import { PassThrough, type Readable } from 'node:stream';

const keepAliveMs = 15_000;

/** Server-sent events of one answer, with a sign of life while nothing happens. */
export class EventStream {
	/** Resolves with the first event. */
	readonly begun: Promise<void>;
	readonly #stream = new PassThrough();
	readonly #keepAlive = setInterval(() => this.#write(': still here\n\n'), keepAliveMs);
	#begin: () => void = () => {};

	constructor() {
		this.begun = new Promise((resolve) => {
			this.#begin = resolve;
		});
		this.#stream.once('close', () => clearInterval(this.#keepAlive));
		// A reader that has gone away is not a problem of ours.
		this.#stream.on('error', () => {});
	}

	get readable(): Readable {
		return this.#stream;
	}

	send(event: string, data: unknown): void {
		this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
		this.#begin();
	}

	finish(): void {
		clearInterval(this.#keepAlive);
		this.#stream.end();
	}

	#write(text: string): void {
		if (this.#stream.writable) this.#stream.write(text);
	}
}
