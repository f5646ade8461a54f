import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** No machine, and nothing that was started in one, lives longer. */
const longestSeconds = 180;

/** A part of this machine with mounts and a network of its own (loopback only); both are gone with its last process. */
export class Machine {
	readonly #holder: ChildProcess;
	/** What runs a command inside, as root; the folder stays the one that it was started in. */
	readonly inside: readonly string[];

	private constructor(holder: ChildProcess) {
		this.#holder = holder;
		const enter = ['nsenter', '--target', String(holder.pid), '--mount', '--net', '--'];
		// Entering leads to the root folder, so the way back is taken along.
		this.inside = ['sh', '-c', `exec ${enter.join(' ')} sh -c 'cd "$0" && exec "$@"' "$PWD" "$@"`, 'sh'];
	}

	/** The lines of shell change mounts before anything else runs. */
	static async start(...mounts: readonly string[]): Promise<Machine> {
		const script = ['set -e', 'ip link set lo up', ...mounts, 'echo ready', `exec sleep ${longestSeconds}`].join('\n');
		const holder = spawn('unshare', ['--mount', '--propagation', 'private', '--net', 'sh', '-c', script], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		await untilPrinted(holder, 'ready');
		return new Machine(holder);
	}

	/** Starts a command as root; it ends by itself after a while. */
	start(command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
		const limited = ['timeout', '--kill-after=5', String(longestSeconds), ...command];
		const [program = '', ...args] = [...this.inside, ...limited];
		return spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
	}

	stop(): Promise<void> {
		return end(this.#holder);
	}
}

/** Ends a process, kindly at first. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill(signal);
	const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await ended;
	clearTimeout(patience);
}

/** Waits for a text on either stream; a process that ends before, or is silent, is an error with what it said. */
export async function untilPrinted(child: ChildProcess, text: string, withinMs = 15_000): Promise<void> {
	let said = '';
	let patience: NodeJS.Timeout | undefined;
	try {
		await new Promise<void>((resolve, reject) => {
			const fail = (what: string) => reject(new Error(`${child.spawnargs.join(' ')} ${what}\n${said.slice(-2000)}`));
			patience = setTimeout(() => {
				child.kill();
				fail(`did not print "${text}" within ${withinMs / 1000} s`);
			}, withinMs);
			// Both go on being read, so that a full pipe holds nobody up.
			for (const stream of [child.stdout, child.stderr]) {
				stream?.on('data', (chunk: Buffer) => {
					said = `${said}${chunk}`.slice(-10_000);
					if (said.includes(text)) resolve();
				});
			}
			child.once('error', reject);
			child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
		});
	} finally {
		clearTimeout(patience);
	}
}

/** Programs that have to be there. */
export function lacking(programs: readonly string[]): string | undefined {
	return programs.find((program) => {
		try {
			execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
			return false;
		} catch {
			return true;
		}
	});
}
