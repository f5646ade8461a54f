import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';
import type { Store } from '../storage/store.ts';
import { UsageError } from './usage-error.ts';

/** Writes everything into one file while the server goes on working. */
export async function backup(environment: Environment, [file]: readonly string[]): Promise<void> {
	const settings = readDataSettings(environment);
	const path = resolve(file ?? join(settings.backupDirectory, backupName('todo', settings.storage.driver)));
	const store = await openStore(settings.storage);
	try {
		if ((await store.check()) === 0) throw new UsageError('There is nothing to back up: this database was never used.');
		await backUpTo(store, path);
		makeLogger(settings.log).info({ file: path, ...(await store.count()) }, 'backup is written');
	} finally {
		await store.close();
	}
}

/** Everything in it, password hashes included, is for the owner alone. */
export async function backUpTo(store: Store, path: string): Promise<void> {
	process.umask(0o077);
	mkdirSync(dirname(path), { recursive: true });
	await store.backup(path);
}

/** Sorts by time, and says by its end which program reads it. */
export function backupName(prefix: string, driver: string): string {
	return `${prefix}-${new Date().toISOString().replace(/[:.]/g, '-')}.${driver === 'sqlite' ? 'db' : 'dump'}`;
}
