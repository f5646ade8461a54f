import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a key that the demo presses stays on its own, so that one can see it work. */
const strokeMs = 110;
const quickMs = 12;

/** Between the terminal and the front end: what a person presses goes to the demo, and the demo types for the person of its story. */
export class Keyboard {
	/** What the front end reads. */
	readonly stdin: NodeJS.ReadStream;
	/** Told of every key that a person presses; a key of several bytes comes whole. */
	onKey: (key: string) => void = () => undefined;
	readonly #real: NodeJS.ReadStream;
	readonly #typed = new PassThrough();

	constructor(real: NodeJS.ReadStream) {
		this.#real = real;
		const self: PassThrough = Object.assign(this.#typed, { isTTY: true, setRawMode: () => self, ref: () => self, unref: () => self });
		this.stdin = self as unknown as NodeJS.ReadStream;
		real.setRawMode(true);
		real.setEncoding('utf8');
		real.on('data', this.#pass);
	}

	/** Presses a key of the front end for the person of the story. */
	async press(key: string, quickly: boolean): Promise<void> {
		await sleep(quickly ? quickMs : strokeMs);
		this.#typed.write(key);
		await sleep(quickMs);
	}

	/** Hands a key of the real person on. */
	pass(key: string): void {
		this.#typed.write(key);
	}

	/** Gives the terminal back. */
	close(): void {
		this.#real.off('data', this.#pass);
		this.#real.setRawMode(false);
		this.#real.pause();
	}

	readonly #pass = (chunk: string | Buffer): void => {
		// What was typed ahead comes in one piece.
		for (const key of chunk.toString().match(/\p{Cc}\[[0-9;]*[A-Za-z~]|[\s\S]/gu) ?? []) this.onKey(key);
	};
}
