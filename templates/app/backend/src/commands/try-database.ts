import { text } from 'node:stream/consumers';
import { EnvironmentReader } from '../config/environment.ts';
import { readStorageSettings } from '../config/storage-settings.ts';
import { openStore } from '../storage/open-store.ts';
import { StorageError } from '../storage/storage-error.ts';

/**
 * Logs into an external database once and changes nothing. Its address comes by stdin, since it holds a password. Tells as JSON
 * what came of it: `{}`, or the problem as a sentence with its kind.
 */
export async function tryDatabase(print: (line: string) => void): Promise<void> {
	const reader = new EnvironmentReader({ DATABASE_DRIVER: 'external', DATABASE_URL: (await text(process.stdin)).trim() });
	const settings = readStorageSettings(reader);
	reader.finish();
	const store = await openStore(settings);
	try {
		await store.check();
		print('{}');
	} catch (error) {
		if (!(error instanceof StorageError)) throw error;
		print(JSON.stringify({ reason: error.reason, problem: error.message }));
	} finally {
		await store.close();
	}
}
