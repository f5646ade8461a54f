import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type { Cast, CastEvent } from './cast.js';

export interface Scene {
	readonly command: readonly [program: string, ...args: string[]];
	readonly folder: string;
	readonly env: Readonly<Record<string, string>>;
	readonly columns: number;
	readonly rows: number;
	readonly title: string;
}

const keyMs = 70;

/** A program on a real terminal, somebody who types, and a recording of what they see. */
export class Film {
	readonly ended: Promise<number>;
	readonly #scene: Scene;
	readonly #process: pty.IPty;
	readonly #screen: InstanceType<typeof xterm.Terminal>;
	readonly #beganMs = performance.now();
	readonly #events: CastEvent[] = [];

	constructor(scene: Scene) {
		const { command, folder, env, columns, rows } = scene;
		const [program, ...args] = command;
		this.#scene = scene;
		this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
		this.#process = pty.spawn(program, args, { cwd: folder, env: { ...env }, cols: columns, rows, name: 'xterm-256color' });
		this.#process.onData((data) => {
			this.#events.push({ atMs: Math.round(performance.now() - this.#beganMs), data });
			this.#screen.write(data);
		});
		this.ended = new Promise((resolve) => this.#process.onExit(({ exitCode }) => resolve(exitCode)));
	}

	/** What was recorded until now. */
	get cast(): Cast {
		const { columns, rows, title } = this.#scene;
		return { columns, rows, title, events: [...this.#events] };
	}

	/** What is on the screen now. */
	get text(): string {
		const { active } = this.#screen.buffer;
		const lines = Array.from({ length: this.#screen.rows }, (_, row) => active.getLine(active.viewportY + row));
		return lines.map((line) => line?.translateToString(true) ?? '').join('\n');
	}

	async until(text: string, withinMs = 20_000): Promise<void> {
		const endMs = performance.now() + withinMs;
		while (!this.text.includes(text)) {
			if (performance.now() > endMs) {
				this.#process.kill();
				throw new Error(`"${text}" did not appear:\n${this.text.trimEnd()}`);
			}
			await this.pause(50);
		}
	}

	async type(text: string): Promise<void> {
		for (const letter of text) {
			this.#process.write(letter);
			await this.pause(keyMs);
		}
	}

	async pause(ms: number): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, ms));
	}
}
