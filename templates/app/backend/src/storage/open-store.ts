import type { StorageSettings } from '../config/settings.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Opens the database that the settings name. */
export function openStore(settings: StorageSettings): Promise<Store> {
	switch (settings.driver) {
		case 'sqlite':
			return openSqliteStore(settings.dataDirectory);
	}
}
