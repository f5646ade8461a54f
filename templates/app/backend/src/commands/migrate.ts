import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';

/** Brings the schema up to date and ends; runs before the server starts, without any of its secrets. */
export async function migrate(environment: Environment): Promise<void> {
	const settings = readDataSettings(environment);
	const logger = makeLogger(settings.log);
	const store = await openStore(settings.storage);
	try {
		logger.info({ ...(await store.migrate()), storage: store.description }, 'schema is up to date');
	} finally {
		await store.close();
	}
}
