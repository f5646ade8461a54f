import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import xterm from '@xterm/headless';

/** A terminal without a process: what is written to stdout is drawn by a real emulator, what is typed is read from stdin. */
export class FakeTerminal {
	readonly stdout: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	/** Everything that was written, escapes included. */
	written = '';
	isRaw = false;
	readonly #screen: InstanceType<typeof xterm.Terminal>;
	readonly #out: EventEmitter & { columns: number; rows: number };

	constructor(columns = 80, rows = 24) {
		this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 500 });
		const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
			this.written += String(chunk);
			this.#screen.write(String(chunk));
			const callback = rest.find((part) => typeof part === 'function');
			if (typeof callback === 'function') setImmediate(() => callback());
			return true;
		};
		this.#out = Object.assign(new EventEmitter(), { columns, rows, isTTY: true, writable: true, write, end: () => {} });
		this.stdout = this.#out as unknown as NodeJS.WriteStream;
		const stdin = Object.assign(new PassThrough(), {
			isTTY: true,
			ref: () => stdin,
			unref: () => stdin,
			setRawMode: (raw: boolean) => {
				this.isRaw = raw;
				return stdin;
			},
		});
		this.stdin = stdin as unknown as NodeJS.ReadStream;
	}

	type(keys: string): void {
		(this.stdin as unknown as PassThrough).write(keys);
	}

	resize(columns: number, rows: number): void {
		this.#screen.resize(columns, rows);
		Object.assign(this.#out, { columns, rows });
		this.#out.emit('resize');
	}

	/** The window as a person sees it, without the empty rows below. */
	get window(): string {
		return this.#rows(this.#screen.buffer.active.baseY).trimEnd();
	}

	/** The window and everything above it. */
	get scrollback(): string {
		return this.#rows(0).trimEnd();
	}

	/** Waits until a text can be seen, and gives the window then; the error shows what was there instead. */
	async until(text: string, withinMs = 4_000): Promise<string> {
		return this.waitFor(() => this.window.includes(text), `"${text}" to be seen`, withinMs);
	}

	async waitFor(holds: () => boolean, what: string, withinMs = 4_000): Promise<string> {
		const until = Date.now() + withinMs;
		while (!holds()) {
			if (Date.now() > until) throw new Error(`Waited in vain for ${what}. The window was:\n${this.window}`);
			await delay(5);
		}
		return this.window;
	}

	#rows(from: number): string {
		const { active } = this.#screen.buffer;
		const rows: string[] = [];
		for (let row = from; row < active.length; row++) rows.push(active.getLine(row)?.translateToString(true) ?? '');
		return rows.join('\n');
	}
}

export const KEYS = {
	up: '\u001B[A',
	down: '\u001B[B',
	left: '\u001B[D',
	right: '\u001B[C',
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	ctrlC: '\u0003',
	backspace: '\u007F',
} as const;
