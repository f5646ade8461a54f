import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lock } from '../core/ports.js';
import { makePrivateFolder } from './private-folder.js';
import { birthOf, ended } from './process-birth.js';

/** A file with the holder's process in it. Only a holder that lives counts, so a killed run never blocks the next one. */
export const fileLock: Lock = {
	async acquire(stateDir) {
		const path = join(stateDir, 'lock');
		await makePrivateFolder(stateDir);
		for (let attempt = 0; ; attempt++) {
			try {
				const file = await open(path, 'wx', 0o600);
				await file.writeFile(JSON.stringify({ pid: process.pid, birth: await birthOf(process.pid) }));
				await file.close();
				return { release: () => rm(path, { force: true }) };
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			}
			const holder = await readHolder(path);
			if (holder && attempt < 5 && !(await lives(holder))) {
				await rm(path, { force: true });
				continue;
			}
			return { heldBy: holder?.pid ?? 0 };
		}
	},
};

interface Holder {
	readonly pid: number;
	readonly birth?: string | undefined;
}

async function readHolder(path: string): Promise<Holder | undefined> {
	const text = await readFile(path, 'utf8').catch(() => '');
	try {
		const holder = JSON.parse(text) as Holder;
		return Number.isInteger(holder.pid) ? holder : { pid: 0 };
	} catch {
		// Half-written by a run that was killed: nobody lives behind it.
		return { pid: 0 };
	}
}

async function lives({ pid, birth }: Holder): Promise<boolean> {
	if (pid <= 0) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	// After a reboot the number may belong to another program.
	const now = await birthOf(pid);
	return birth === undefined ? now !== ended : now === birth;
}
