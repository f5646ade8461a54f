import { spawn } from 'node:child_process';
import { open, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Daemon, Daemons } from '../core/ports.js';
import type { Command } from '../core/shell.js';
import { makePrivateFolder } from './private-folder.js';
import { birthOf } from './process-birth.js';

/** What is written beside the log of a process that outlives us. */
interface PidFile {
	readonly pid: number;
	/** Identifies the process beyond its number, which the system gives again; undefined where the system does not tell. */
	readonly birth?: string;
	readonly notes: Readonly<Record<string, string | number>>;
}

/** Processes of this user that go on when we end: pid file, log file, own session. */
export function nodeDaemons(env: NodeJS.ProcessEnv): Daemons {
	const pidPath = (stateDir: string, name: string) => join(stateDir, `${name}.pid.json`);
	const logPath = (stateDir: string, name: string) => join(stateDir, `${name}.log`);

	async function find(stateDir: string, name: string): Promise<Daemon | undefined> {
		const text = await readFile(pidPath(stateDir, name), 'utf8').catch(() => undefined);
		const file = text === undefined ? undefined : parsePidFile(text);
		if (!file) return undefined;
		const alive = isAlive(file.pid) && (file.birth === undefined || (await birthOf(file.pid)) === file.birth);
		return { pid: file.pid, alive, notes: file.notes, logFile: logPath(stateDir, name) };
	}

	return {
		find,
		endOrphans,
		async start({ name, command, stateDir, env: extra, notes = {} }) {
			await makePrivateFolder(stateDir);
			const log = await open(logPath(stateDir, name), 'a', 0o600);
			try {
				const [program, ...args] = command;
				const child = spawn(program, args, {
					detached: true,
					stdio: ['ignore', log.fd, log.fd],
					cwd: stateDir,
					env: { ...env, ...extra },
					windowsHide: true,
				});
				const pid = await new Promise<number>((resolve, reject) => {
					child.once('error', reject);
					child.once('spawn', () => resolve(child.pid as number));
				});
				child.unref();
				const birth = await birthOf(pid);
				const file: PidFile = { pid, ...(birth ? { birth } : {}), notes };
				const { default: writeFileAtomic } = await import('write-file-atomic');
				await writeFileAtomic(pidPath(stateDir, name), `${JSON.stringify(file)}\n`, { mode: 0o600, fsync: false });
				return { pid, alive: true, notes, logFile: logPath(stateDir, name) };
			} finally {
				await log.close();
			}
		},
		async stop(stateDir, name, graceMs = 25_000) {
			const daemon = await find(stateDir, name);
			if (daemon?.alive) {
				endInPeace(daemon.pid);
				const end = Date.now() + graceMs;
				while (isAlive(daemon.pid) && Date.now() < end) await sleep(50);
				if (isAlive(daemon.pid)) kill(daemon.pid, 'SIGKILL');
			}
			await rm(pidPath(stateDir, name), { force: true });
		},
	};
}

function parsePidFile(text: string): PidFile | undefined {
	try {
		const file = JSON.parse(text) as Partial<PidFile>;
		return Number.isInteger(file.pid) && (file.pid ?? 0) > 1 ? { ...(file as PidFile), notes: file.notes ?? {} } : undefined;
	} catch {
		// Half-written or edited: as if there were none.
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function kill(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It ended in between.
	}
}

/** A process that is suspended hears of it only once it goes on. */
function endInPeace(pid: number): void {
	kill(pid, 'SIGTERM');
	kill(pid, 'SIGCONT');
}

/** Told by the folder they work in, the program, and its first argument. */
async function endOrphans(stateDir: string, [program, first = '']: Command): Promise<void> {
	const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
	const found = await Promise.all(
		pids.map(async (pid) => {
			const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
			if (cwd !== stateDir || pid === process.pid) return undefined;
			const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
			return words[0]?.endsWith(basename(program)) && words[1] === first ? pid : undefined;
		}),
	);
	const orphans = found.filter((pid) => pid !== undefined);
	for (const pid of orphans) endInPeace(pid);
	for (const end = Date.now() + 10_000; orphans.some(isAlive) && Date.now() < end; ) await sleep(50);
	for (const pid of orphans.filter(isAlive)) kill(pid, 'SIGKILL');
}
