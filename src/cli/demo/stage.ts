import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDaemons } from '../../adapters/node-daemons.js';
import { EnvironmentBlocked } from '../../core/error.js';
import { stateDirOf } from '../product.js';

/** A temporary folder of this machine, with everything that a demo really makes; nothing of it outlives the demo. */
export class Stage {
	/** Absolute, with `/` between names on every system, as the product writes paths. */
	readonly folder: string;
	#cleared = false;

	constructor() {
		this.folder = makeFolder().replaceAll('\\', '/');
		// Whatever way the program ends, both go.
		process.once('exit', this.#remove);
	}

	/** The folder of the simulated setup. */
	get setup(): string {
		return `${this.folder}/todo-k8s`;
	}

	/** The folder of the app that really runs. */
	get app(): string {
		return `${this.folder}/app`;
	}

	/** Ends the app and removes the folder. */
	async clear(): Promise<void> {
		if (this.#cleared) return;
		await nodeDaemons(process.env).stop(stateDirOf(this.app), 'app', 3000);
		this.#remove();
		this.#cleared = true;
		process.off('exit', this.#remove);
	}

	/** Only what is of this scenario; the next one begins with nothing. */
	async empty(): Promise<void> {
		await nodeDaemons(process.env).stop(stateDirOf(this.app), 'app', 3000);
		for (const folder of [this.setup, this.app]) rmSync(folder, removal);
	}

	readonly #remove = (): void => {
		endApp(`${stateDirOf(this.app)}/app.pid.json`);
		rmSync(this.folder, removal);
	};
}

// A process that has just ended may still hold a file on Windows.
const removal = { recursive: true, force: true, maxRetries: 5 } as const;

/** For an end that waits for nothing. */
function endApp(pidFile: string): void {
	try {
		process.kill((JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number }).pid, 'SIGKILL');
	} catch {
		// There is none, or it has ended.
	}
}

function makeFolder(): string {
	try {
		return mkdtempSync(join(realpathSync(tmpdir()), 'todo-k8s-demo-'));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new EnvironmentBlocked(
			`The demo needs a temporary folder, and ${tmpdir()} cannot be written (${code}). Set TMPDIR to one that can.`,
		);
	}
}
