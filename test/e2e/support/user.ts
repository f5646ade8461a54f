import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** The Node that runs the program: another one than runs the tests when TEST_NODE names it. */
export const node = process.env.TEST_NODE ?? process.execPath;

/** One JSON event of the program. */
export interface Event {
	readonly event: string;
	readonly [key: string]: unknown;
}

export interface Report extends Event {
	readonly outcome: string;
	readonly exitCode: number;
	readonly says: string;
	readonly url?: string;
	readonly done: readonly string[];
	readonly held: readonly string[];
	readonly findings: readonly { readonly id: string }[];
	readonly verified: readonly { readonly id: string; readonly holds: boolean; readonly figure?: string }[];
}

export interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface StartOptions {
	readonly cwd: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly input?: string;
	/** Nothing of our own environment but this PATH. */
	readonly path?: string;
	/** A command of root's that runs the rest inside a machine of its own. */
	readonly inside?: readonly string[];
}

/** Somebody who runs the program: this user, or the one that E2E_USER names (an ordinary one, when we are root). */
export class User {
	readonly name = process.env.E2E_USER ?? userInfo().username;
	readonly isOther = this.name !== userInfo().username;
	readonly home: string;

	constructor() {
		this.home = this.isOther
			? (execFileSync('getent', ['passwd', this.name], { encoding: 'utf8' }).split(':')[5] ?? '/')
			: (process.env.HOME ?? '/');
	}

	/** A new empty folder that belongs to this user. */
	folder(name: string): string {
		const path = mkdtempSync(join(tmpdir(), name));
		if (this.isOther) execFileSync('chown', [`${this.name}:`, path]);
		return path;
	}

	start(
		command: readonly string[],
		{ cwd, env = {}, path, input, inside = [] }: StartOptions,
	): ChildProcess & { readonly ended: Promise<Ended> } {
		const environment = {
			HOME: this.home,
			USER: this.name,
			LANG: 'C.UTF-8',
			PATH: path ?? process.env.PATH ?? '',
			TODO_K8S_CONFIG_DIR: join(cwd, '.config'),
			...env,
		};
		// The environment is passed on by the kernel, never on a command line, so that a secret in it stays out of the process list.
		const asUser = this.isOther ? ['setpriv', '--reuid', this.name, '--regid', this.name, '--init-groups', '--'] : [];
		const [program = '', ...args] = [...inside, ...asUser, ...command];
		const child = spawn(program, args, { cwd, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
		// Who ends at once, or is killed, does not read what it is told.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input ?? '');
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
		const ended = new Promise<Ended>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code) => resolve({ code, stdout, stderr }));
		});
		return Object.assign(child, { ended });
	}

	/** Runs a command to its end and returns stdout; a failure shows all that was printed. */
	async must(command: readonly string[], cwd = this.home): Promise<string> {
		const { code, stdout, stderr } = await this.start(command, { cwd }).ended;
		if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${stdout}\n${stderr}`);
		return stdout;
	}
}

/** The events of a run with --json; a line that is no JSON is an error of ours. */
export function toEvents({ stdout }: Ended): readonly Event[] {
	return stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Event);
}

export function toReport(ended: Ended): Report {
	const report = toEvents(ended).at(-1);
	if (report?.event !== 'report') throw new Error(`the last line is no report\n${ended.stdout.slice(-3000)}\n${ended.stderr.slice(-2000)}`);
	return report as Report;
}
