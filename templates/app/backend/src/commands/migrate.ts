import type { Logger } from 'pino';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';
import { onceReachable } from '../storage/patience.ts';
import type { Store } from '../storage/store.ts';

const patienceMs = 60_000;

/** Brings the schema up to date and ends; runs before the server starts, without any secret but the database's own. */
export async function migrate(environment: Environment): Promise<void> {
	const settings = readDataSettings(environment);
	const store = await openStore(settings.storage);
	try {
		await migrateStore(store, makeLogger(settings.log));
	} finally {
		await store.close();
	}
}

export async function migrateStore(store: Store, logger: Logger): Promise<void> {
	const migrated = await onceReachable(
		patienceMs,
		() => store.migrate(),
		(reason) => logger.warn({ reason }, 'waiting for the database'),
	);
	logger.info({ ...migrated, storage: store.description }, 'schema is up to date');
}
