import { Secret } from '../../src/core/secret.js';
import type { Command, Outcome, RunOptions, Shell } from '../../src/core/shell.js';

/** How a scripted command ends: an outcome, or just its stdout. */
export type Scripted = Outcome | string | ((options: RunOptions) => Outcome | Promise<Outcome>);

/** A shell that knows these command lines and no others. An entry with several endings gives them one after the other, the last one for ever. */
export class ScriptedShell implements Shell {
	/** The command lines that were sent, in order; a pipe is one line. */
	readonly sent: string[] = [];
	/** What each of them got on stdin. */
	readonly inputs: string[] = [];
	readonly envs: Readonly<Record<string, string>>[] = [];
	/** Folders that programs were to be looked for in, as they came. */
	readonly folders: string[] = [];
	readonly #script: Map<string, Scripted[]>;

	constructor(script: Readonly<Record<string, Scripted | readonly Scripted[]>>) {
		this.#script = new Map(
			Object.entries(script).map(([line, endings]) => [line, Array.isArray(endings) ? [...endings] : [endings as Scripted]]),
		);
	}

	lookFirstIn(folder: string): void {
		this.folders.push(folder);
	}

	run(command: Command, options: RunOptions = {}): Promise<Outcome> {
		return this.#answer(command.join(' '), options);
	}

	pipe(from: Command, to: Command, options: RunOptions & { readonly toEnv?: Readonly<Record<string, string>> } = {}): Promise<Outcome> {
		return this.#answer(`${from.join(' ')} | ${to.join(' ')}`, options, options.toEnv);
	}

	async #answer(line: string, options: RunOptions, toEnv: Readonly<Record<string, string>> = {}): Promise<Outcome> {
		const { input } = options;
		this.sent.push(line);
		this.inputs.push(input instanceof Secret ? input.reveal() : (input ?? ''));
		this.envs.push({ ...options.env, ...toEnv });
		const endings = this.#script.get(line);
		const ending = endings && endings.length > 1 ? endings.shift() : endings?.[0];
		if (ending === undefined)
			throw new Error(`Unexpected command:\n  ${line}\nKnown were:\n${[...this.#script.keys()].map((known) => `  ${known}`).join('\n')}`);
		const outcome = typeof ending === 'function' ? await ending(options) : typeof ending === 'string' ? exited(0, ending) : ending;
		if (outcome.kind === 'exited')
			for (const text of `${outcome.stdout}\n${outcome.stderr}`.split('\n').filter(Boolean)) options.onLine?.(text);
		return outcome;
	}
}

export function exited(code: number, stdout = '', stderr = ''): Outcome {
	return { kind: 'exited', code, stdout, stderr };
}
