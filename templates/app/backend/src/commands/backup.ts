import { closeSync, mkdirSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';
import type { Store } from '../storage/store.ts';
import { backupName, prune } from './backups.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes everything into one file while the server goes on working. `--keep N` removes all but the newest N of the folder,
 * `--adopt FILE` takes over what pg_dump wrote beside this, `--prefix WORD` names it something else than a regular backup.
 */
export async function backup(environment: Environment, parameters: readonly string[]): Promise<void> {
	const { file, adopt, prefix, keep } = readParameters(parameters);
	const { storage, backupDirectory, log } = readDataSettings(environment);
	const path = resolve(file ?? join(backupDirectory, backupName(prefix, storage.driver)));
	const store = await openStore(storage);
	try {
		if ((await store.check()) === 0) throw new UsageError('There is nothing to back up: this database was never used.');
		if (adopt === undefined) await backUpTo(store, path);
		else adoptDump(adopt, path);
		const removed = keep === undefined ? [] : prune(backupDirectory, prefix, storage.driver, keep);
		if (prefix === 'todo') {
			const now = new Date();
			await store.noteBackup(now);
			if (file === undefined) writeFigures(backupDirectory, now);
		}
		makeLogger(log).info({ file: path, ...(await store.count()), ...(removed.length > 0 ? { removed } : {}) }, 'backup is written');
	} finally {
		await store.close();
	}
}

function readParameters(parameters: readonly string[]) {
	try {
		const { values, positionals } = parseArgs({
			args: [...parameters],
			allowPositionals: true,
			options: { keep: { type: 'string' }, adopt: { type: 'string' }, prefix: { type: 'string', default: 'todo' } },
		});
		const { prefix, adopt, keep } = values;
		if (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep)) throw new UsageError(`--keep takes a number from 1, not "${keep}".`);
		if (!/^[a-z][a-z-]*$/.test(prefix)) throw new UsageError(`--prefix takes lower-case letters and dashes, not "${prefix}".`);
		return { file: positionals[0], adopt, prefix, keep: keep === undefined ? undefined : Number(keep) };
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError((error as Error).message);
	}
}

/** Everything in it, password hashes included, is for the owner alone. */
export async function backUpTo(store: Store, path: string): Promise<void> {
	process.umask(0o077);
	mkdirSync(dirname(path), { recursive: true });
	await store.backup(path);
}

/** Gives a finished dump its name. */
function adoptDump(dump: string, path: string): void {
	const start = Buffer.alloc(5);
	const descriptor = openSync(dump, 'r');
	readSync(descriptor, start, 0, 5, 0);
	closeSync(descriptor);
	if (start.toString() !== 'PGDMP')
		throw new UsageError(`${dump} is not what pg_dump writes in its custom format. It was left where it is.`);
	renameSync(dump, path);
}

/** For whoever collects figures from files. */
function writeFigures(folder: string, now: Date): void {
	const name = 'todo_backup_last_success_timestamp_seconds';
	writeFileSync(
		join(folder, 'backup.prom'),
		`# HELP ${name} When the data was last copied, in seconds since 1970.\n# TYPE ${name} gauge\n${name} ${Math.round(now.getTime() / 1000)}\n`,
	);
}
