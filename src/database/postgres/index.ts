import type { DatabaseChoice } from '../../core/choice.js';
import { changePassword } from './password.js';

export const defaultPostgresImage = 'postgres:17-alpine';

/** A server beside the app: several replicas of the app can share it. */
export const postgres: DatabaseChoice = {
	id: 'postgres',
	option: ({ holdsServers }) => ({
		value: 'postgres',
		title: 'Postgres',
		hint: 'a database server in the cluster · about 100 MiB',
		...(holdsServers
			? {}
			: {
					refused: 'A Postgres of ours runs in a cluster, and there is none here; choose sqlite, or external for a server that you have.',
				}),
	}),
	questions: () => [],
	config: () => ({ driver: 'postgres' }),
	// The volume remembers the password it was made with, so it lives as long as the data.
	secretKey: () => ({ key: 'POSTGRES_PASSWORD', generated: true, livesWithData: true, change: changePassword }),
	companion: ({ postgresImage = defaultPostgresImage }) => ({ name: 'postgres', image: postgresImage, minutesToCome: 6 }),
};
