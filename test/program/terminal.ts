import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** The Node that runs the program: another one than runs the tests when TEST_NODE names it. */
export const node = process.env.TEST_NODE ?? process.execPath;
export const program = fileURLToPath(new URL('../../bin/todo-k8s-setup.js', import.meta.url));

/** An empty folder, and a PATH with Node and nothing else. */
export class Machine {
	readonly folder = mkdtempSync(join(tmpdir(), 'program-'));
	readonly env: Readonly<Record<string, string>>;

	constructor() {
		const path = join(this.folder, 'bin');
		mkdirSync(path);
		symlinkSync(node, join(path, 'node'));
		this.env = { PATH: path, HOME: this.folder, LANG: 'C.UTF-8', TERM: 'xterm-256color', TODO_K8S_CONFIG_DIR: join(this.folder, 'config') };
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

const keys = { enter: '\r', up: '\u001b[A', down: '\u001b[B', left: '\u001b[D', escape: '\u001b', interrupt: '\u0003' };

/** The built program on a real terminal, and a terminal emulator that shows what a person would see. */
export class Terminal {
	readonly ended: Promise<number>;
	readonly #process: pty.IPty;
	readonly #screen: InstanceType<typeof xterm.Terminal>;
	#raw = '';

	constructor(
		args: readonly string[],
		machine: Machine,
		{ cols = 80, rows = 24, env = {} }: { cols?: number; rows?: number; env?: Record<string, string> } = {},
	) {
		this.#screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 });
		this.#process = pty.spawn(node, [program, ...args], { cwd: machine.folder, env: { ...machine.env, ...env }, cols, rows });
		this.#process.onData((data) => {
			this.#raw += data;
			this.#screen.write(data);
		});
		// The end may be told before the last words; and what was written is drawn a little later.
		const exit = new Promise<number>((resolve) => this.#process.onExit(({ exitCode }) => resolve(exitCode)));
		this.ended = exit.then(async (code) => {
			await new Promise((resolve) => setTimeout(resolve, 50));
			await new Promise<void>((resolve) => this.#screen.write('', resolve));
			return code;
		});
	}

	/** Everything on the screen and above it; a line that the terminal broke is one line. */
	get text(): string {
		const { active } = this.#screen.buffer;
		const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
		return lines.map((line) => `${line?.isWrapped ? '' : '\n'}${line?.translateToString(true) ?? ''}`).join('');
	}

	/** Every byte that was written. */
	get raw(): string {
		return this.#raw;
	}

	press(key: keyof typeof keys): void {
		this.#process.write(keys[key]);
	}

	type(text: string): void {
		this.#process.write(text);
	}

	resize(cols: number, rows: number): void {
		this.#process.resize(cols, rows);
		this.#screen.resize(cols, rows);
	}

	/** Waits until the screen shows the text; shows the screen when it does not come. */
	async until(text: string | RegExp, withinMs = 10_000): Promise<void> {
		const end = Date.now() + withinMs;
		const shows = () => (typeof text === 'string' ? this.text.includes(text) : text.test(this.text));
		while (!shows()) {
			if (Date.now() > end) throw new Error(`${text} did not appear:\n${this.text.trimEnd()}`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	/** Ends it whatever it does. */
	kill(): void {
		this.#process.kill('SIGKILL');
	}
}
