import type { Secret } from './secret.js';

/** A program and its arguments, never a shell string: nothing needs quoting. */
export type Command = readonly [program: string, ...args: string[]];

/** How a command ended. Ask `kind` before asking what it returned. */
export type Outcome =
	| { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
	| { readonly kind: 'missing'; readonly program: string }
	| { readonly kind: 'timed-out'; readonly afterMs: number }
	| { readonly kind: 'cancelled' };

export interface RunOptions {
	readonly signal?: AbortSignal;
	readonly timeoutMs?: number;
	/** Given to the command on stdin; a Secret never reaches the log. */
	readonly input?: Secret | string;
	readonly cwd?: string;
	/** Added to this process's environment. Visible to this user in /proc, so never a secret. */
	readonly env?: Readonly<Record<string, string>>;
	/** Called for every line of stdout and stderr as it comes, without its line end. */
	readonly onLine?: (line: string) => void;
	/** How much it may print; 32 MiB when not given. What prints more counts as failed. */
	readonly maxBytes?: number;
	/** What it prints may hold what no log should. */
	readonly isPrivate?: boolean;
}

/** Runs programs of this machine. */
export interface Shell {
	run(command: Command, options?: RunOptions): Promise<Outcome>;
	/** Runs `from | to` without a shell; the outcome is that of `to`, or of `from` when that failed. */
	pipe(from: Command, to: Command, options?: RunOptions & { readonly toEnv?: Readonly<Record<string, string>> }): Promise<Outcome>;
	/** From now on programs are looked for in this folder before all others, by us and by those that we start. */
	lookFirstIn(folder: string): void;
}
