import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { Secret } from '../core/secret.js';
import type { Command, Outcome, RunOptions, Shell } from '../core/shell.js';

/** A result of execa, as far as we look at it; `exitCode` is undefined for a missing program, a timeout and a cancellation alike. */
interface ExecaEnd {
	readonly exitCode?: number | undefined;
	readonly stdout?: unknown;
	readonly stderr?: unknown;
	readonly timedOut: boolean;
	readonly isCanceled: boolean;
	readonly signal?: string | undefined;
	readonly code?: string | undefined;
	readonly shortMessage?: string | undefined;
}

/** Runs real programs in this environment, whose PATH it may extend. execa is loaded with the first command, so that `--help` never pays for it. */
export function execaShell(env: NodeJS.ProcessEnv, load: () => Promise<typeof import('execa')> = () => import('execa')): Shell {
	function settings(_command: Command, options: RunOptions, extraEnv?: Readonly<Record<string, string>>) {
		const { input, onLine, cwd, signal, timeoutMs } = options;
		// A transform sees each line as it comes, and the whole output is still collected.
		const tee = onLine
			? function* (line: unknown) {
					onLine(String(line));
					yield line;
				}
			: undefined;
		return {
			reject: false,
			// Programs that find a terminal on stdin ask questions; ours must not.
			...(input === undefined ? { stdin: 'ignore' as const } : { input: input instanceof Secret ? input.reveal() : input }),
			...(tee ? { stdout: [tee, 'pipe'] as const, stderr: [tee, 'pipe'] as const } : {}),
			...(cwd ? { cwd } : {}),
			...(signal ? { cancelSignal: signal } : {}),
			...(timeoutMs ? { timeout: timeoutMs } : {}),
			env: { ...env, ...options.env, ...extraEnv },
			extendEnv: false,
			forceKillAfterDelay: 3000,
			windowsHide: true,
			maxBuffer: options.maxBytes ?? 32 * 1024 * 1024,
		};
	}

	return {
		lookFirstIn(folder) {
			// A copy of Windows' environment tells "Path" from "PATH".
			const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
			const others = (env[name] ?? '').split(delimiter).filter((each) => each !== '' && each !== folder);
			env[name] = [folder, ...others].join(delimiter);
		},
		async run(command, options = {}) {
			if (options.signal?.aborted) return { kind: 'cancelled' };
			const [program, ...args] = command;
			if (!(await isOnPath(program, { ...env, ...options.env }))) return { kind: 'missing', program };
			const { execa } = await load();
			const end = await execa(program, args, settings(command, options) as object);
			return toOutcome(program, end as unknown as ExecaEnd, options);
		},
		async pipe(from, to, options = {}) {
			if (options.signal?.aborted) return { kind: 'cancelled' };
			for (const [program] of [from, to]) {
				if (!(await isOnPath(program, { ...env, ...options.env }))) return { kind: 'missing', program };
			}
			const { execa } = await load();
			const { input: _unused, onLine, ...rest } = options;
			const source = execa(from[0], from.slice(1), {
				...(settings(from, rest) as object),
				encoding: 'buffer',
				buffer: { stdout: false },
			} as object);
			const target = execa(to[0], to.slice(1), {
				...(settings(to, onLine ? { ...rest, onLine } : rest, options.toEnv) as object),
				stdin: 'pipe',
			} as object);
			const ended = source.pipe(target);
			// The pipe rejects when either side fails; both ends are looked at below instead.
			ended.catch(() => undefined);
			const [first, second] = await Promise.all([source, target]);
			const ofFirst = toOutcome(from[0], first as unknown as ExecaEnd, options);
			const ofSecond = toOutcome(to[0], second as unknown as ExecaEnd, options);
			return isFine(ofFirst) || isVictim(ofFirst, ofSecond) ? ofSecond : ofFirst;
		},
	};
}

function isFine(outcome: Outcome): boolean {
	return outcome.kind === 'exited' && outcome.code === 0;
}

/** When the second program goes away, the first one fails because nobody reads what it writes; the cause is with the second. */
function isVictim(first: Outcome, second: Outcome): boolean {
	if (second.kind === 'missing') return first.kind !== 'missing';
	return !isFine(second) && first.kind === 'exited' && /EPIPE|SIGPIPE|broken pipe/i.test(first.stderr);
}

/**
 * Looks for a program before a process is made for it: that one would be a copy of ours which tries each folder in turn, and on a
 * bare machine most of what we ask for is not there. A folder that may not be entered (root's after `su`, some of Windows in WSL)
 * holds nothing for us, and does not end as "permission denied" for what is in none of the others.
 */
async function isOnPath(program: string, { PATH }: NodeJS.ProcessEnv): Promise<boolean> {
	// Windows finds programs by more than their names, and a path is no search.
	if (process.platform === 'win32' || PATH === undefined || program.includes('/')) return true;
	const folders = PATH.split(delimiter);
	// An empty entry is the current folder, whichever that will be: the system searches there better than we do.
	if (!folders.every((folder) => isAbsolute(folder))) return true;
	// One after the other, as the system does: in WSL most of them are folders of Windows, which answer slowly.
	for (const folder of folders) {
		const isThere = await access(join(folder, program)).then(
			() => true,
			() => false,
		);
		if (isThere) return true;
	}
	return false;
}

function toOutcome(program: string, end: ExecaEnd, options: RunOptions): Outcome {
	if (end.isCanceled) return { kind: 'cancelled' };
	if (end.timedOut) return { kind: 'timed-out', afterMs: options.timeoutMs ?? 0 };
	if (end.exitCode !== undefined) return { kind: 'exited', code: end.exitCode, stdout: toText(end.stdout), stderr: toText(end.stderr) };
	if (end.code === 'ENOENT' || end.code === 'ENOTDIR') return { kind: 'missing', program };
	if (end.code === 'EACCES')
		return { kind: 'exited', code: 126, stdout: '', stderr: `${program} was found but may not be executed (EACCES)` };
	if (end.signal)
		return { kind: 'exited', code: 128, stdout: toText(end.stdout), stderr: `${toText(end.stderr)}\nended by ${end.signal}`.trim() };
	return { kind: 'exited', code: 1, stdout: toText(end.stdout), stderr: end.shortMessage ?? 'ended without an exit code' };
}

function toText(output: unknown): string {
	if (typeof output === 'string') return output;
	if (output instanceof Uint8Array) return Buffer.from(output).toString('utf8');
	return Array.isArray(output) ? output.join('\n') : '';
}
