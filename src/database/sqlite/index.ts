import type { DatabaseChoice } from '../../core/choice.js';

/** A file on a volume: nothing to run beside the app, one replica. */
export const sqlite: DatabaseChoice = {
	id: 'sqlite',
	option: () => ({ value: 'sqlite', title: 'SQLite', hint: 'a volume of 1 GiB · one replica' }),
	questions: () => [],
	config: () => ({ driver: 'sqlite' }),
};
