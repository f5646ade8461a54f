import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { freePort } from './port.js';

const run = promisify(execFile);
const backendFolder = fileURLToPath(new URL('../../../templates/app/backend/', import.meta.url));
export const jwtSecret = 'a secret that is only used in tests, 48 bytes...';

export interface Running {
	readonly url: string;
	readonly pid: number;
	readonly output: () => string;
	readonly exit: Promise<number | null>;
	kill(signal: NodeJS.Signals): void;
}

export interface Server {
	/** The built file. */
	readonly file: string;
	/** Starts it as a process and waits until it is ready. */
	start(environment: Record<string, string>, ...parameters: string[]): Promise<Running>;
	/** Runs a command of it to its end. */
	command(
		environment: Record<string, string>,
		...parameters: string[]
	): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
	/** Ends whatever is still running. */
	stopAll(): void;
}

/** The backend as it is shipped: built, and run as a process of its own. */
export async function buildServer(): Promise<Server> {
	const folder = join(temporaryFolder(), 'dist');
	await run(process.execPath, ['build.mjs', folder], { cwd: backendFolder });
	const file = join(folder, 'server.mjs');
	const running = new Set<Running>();
	const base = { PATH: process.env.PATH ?? '' };
	return {
		file,
		async start(environment, ...parameters) {
			const port = await freePort();
			const child = spawn(process.execPath, [file, ...parameters], {
				env: { ...base, HOST: '127.0.0.1', PORT: String(port), JWT_SECRET: jwtSecret, ...environment },
			});
			let output = '';
			child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
			child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
			const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
			const url = `http://127.0.0.1:${port}`;
			const started = { url, pid: child.pid ?? 0, exit, output: () => output, kill: (signal: NodeJS.Signals) => void child.kill(signal) };
			running.add(started);
			const end = Date.now() + 20_000;
			while (!(await isReady(url))) {
				if (child.exitCode !== null || Date.now() > end) throw new Error(`The server did not become ready: ${output}`);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			return started;
		},
		async command(environment, ...parameters) {
			try {
				return { code: 0, ...(await run(process.execPath, [file, ...parameters], { env: { ...base, ...environment }, timeout: 60_000 })) };
			} catch (error) {
				const { code, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
				return { code: code ?? -1, stdout, stderr };
			}
		},
		stopAll() {
			for (const one of running) one.kill('SIGKILL');
			running.clear();
		},
	};
}

export async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/ready`)).ok;
	} catch {
		return false;
	}
}
