import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../core/error.js';
import type { Streams } from './demo.js';

/** What the terminal is sent, written down as an asciicast (https://docs.asciinema.org/manual/asciicast/v2/). */
export class Recording {
	/** The same streams; what is written to them is recorded. */
	readonly streams: Streams;
	readonly #file: number;
	readonly #beganMs = performance.now();
	readonly #size: () => string;
	readonly #stdout: NodeJS.WriteStream;

	constructor(path: string, streams: Streams) {
		const { stdout, stderr } = streams;
		this.#stdout = stdout;
		this.#size = () => `${stdout.columns || 80}x${stdout.rows || 24}`;
		this.#file = openFile(path);
		const [width, height] = this.#size().split('x').map(Number);
		const timestamp = Math.floor(Date.now() / 1000);
		const env = { TERM: process.env.TERM ?? 'xterm-256color' };
		this.#line({ version: 2, width, height, timestamp, title: 'todo-k8s-setup demo', env });
		stdout.on('resize', this.#resized);
		this.streams = { ...streams, stdout: this.#recorded(stdout), stderr: this.#recorded(stderr) };
	}

	close(): void {
		this.#stdout.off('resize', this.#resized);
		closeSync(this.#file);
	}

	readonly #resized = (): void => this.#event('r', this.#size());

	#recorded(stream: NodeJS.WriteStream): NodeJS.WriteStream {
		const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
			const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
			// A terminal driver makes two characters of a line end; a player of recordings does not.
			if (text !== '') this.#event('o', text.replace(/\r?\n/g, '\r\n'));
			return Reflect.apply(stream.write, stream, [chunk, ...rest]);
		};
		return new Proxy(stream, {
			get(target, property) {
				if (property === 'write') return write;
				const value: unknown = Reflect.get(target, property, target);
				return typeof value === 'function' ? value.bind(target) : value;
			},
		});
	}

	#event(kind: 'o' | 'r', data: string): void {
		this.#line([Number(((performance.now() - this.#beganMs) / 1000).toFixed(6)), kind, data]);
	}

	/** At once, so that a demo that is ended in any way leaves a recording that plays. */
	#line(value: unknown): void {
		writeSync(this.#file, `${JSON.stringify(value)}\n`);
	}
}

function openFile(path: string): number {
	try {
		return openSync(resolve(path), 'w', 0o644);
	} catch (error) {
		throw new UsageError(`--record: the file ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
	}
}
