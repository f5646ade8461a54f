import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';
import { backUpTo } from './backup.ts';
import { backupName, findBackup } from './backups.ts';
import { UsageError } from './usage-error.ts';

/** Puts a backup in the place of everything that is there. What was there is saved beside the backup first. */
export async function restore(environment: Environment, parameters: readonly string[]): Promise<void> {
	const settings = readDataSettings(environment);
	const [file] = parameters.filter((parameter) => !parameter.startsWith('--'));
	if (file === undefined) throw new UsageError('restore needs the file to restore, such as: restore newest --yes');
	const path = findBackup(file, settings.backupDirectory, settings.storage.driver);
	const store = await openStore(settings.storage);
	try {
		const before = (await store.check()) === 0 ? { users: 0, todos: 0 } : await store.count();
		const isEmpty = before.users === 0;
		if (!isEmpty && !parameters.includes('--yes'))
			throw new UsageError(
				`This replaces ${before.users} ${before.users === 1 ? 'account' : 'accounts'} with ${before.todos} todos. Nothing was changed; add --yes to go on.`,
			);
		const saved = isEmpty ? undefined : join(dirname(path), backupName('before-restore', settings.storage.driver));
		if (saved !== undefined) await backUpTo(store, saved);
		await store.restore(path);
		makeLogger(settings.log).info(
			{ file: path, before, now: await store.count(), ...(saved === undefined ? {} : { saved }) },
			'backup is restored',
		);
	} finally {
		await store.close();
	}
}
