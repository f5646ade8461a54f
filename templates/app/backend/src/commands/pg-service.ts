import { writeFileSync } from 'node:fs';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { toService } from '../storage/postgres/postgres-tools.ts';
import { UsageError } from './usage-error.ts';

/** Writes the connection as a service file, so that no argument and no variable of pg_dump holds the password. */
export async function pgService(environment: Environment, [file]: readonly string[]): Promise<void> {
	const { storage } = readDataSettings(environment);
	if (file === undefined) throw new UsageError('pg-service needs the file to write.');
	if (storage.driver === 'sqlite') throw new UsageError('DATABASE_DRIVER is sqlite, which has no server.');
	const { connection } = storage;
	const caFile = connection.tls?.ca === undefined ? undefined : `${file}.ca`;
	if (caFile !== undefined) writeFileSync(caFile, connection.tls?.ca ?? '', { mode: 0o600 });
	const lines = Object.entries(toService(connection, caFile)).map(([word, value]) => `${word}=${value}\n`);
	writeFileSync(file, `[todo]\n${lines.join('')}`, { mode: 0o600 });
}
