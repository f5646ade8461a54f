import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresConnection } from '../../config/storage-settings.ts';
import { StorageError } from '../storage-error.ts';

const limitMs = 60 * 60_000;

/** Writes everything into a file that does not exist yet, in the custom format of `pg_dump`. */
export async function dump(connection: PostgresConnection, file: string): Promise<void> {
	await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], connection, dirname(file));
}

/** Puts the tables of the dump in the place of those that are there, in one transaction. */
export async function restoreDump(connection: PostgresConnection, file: string): Promise<void> {
	const contents = await run('pg_restore', ['--list', file], connection, dirname(file));
	if (!/ TABLE DATA \S+ schema_version /.test(contents))
		throw new StorageError('refused', `${file} is not a backup of this app; nothing was changed.`);
	await run(
		'pg_restore',
		['--clean', '--if-exists', '--no-owner', '--no-privileges', '--single-transaction', `--dbname=${connection.database}`, file],
		connection,
		dirname(file),
	);
}

/** Who to be and where goes by the environment: the arguments of a process can be read by everybody on the machine. */
async function run(program: string, parameters: readonly string[], connection: PostgresConnection, folder: string): Promise<string> {
	const { host, port, database, user, password, tls } = connection;
	const ca = tls?.ca === undefined ? undefined : join(folder, `.ca-${process.pid}.pem`);
	if (ca !== undefined) writeFileSync(ca, tls?.ca ?? '');
	try {
		const { stdout } = await promisify(execFile)(program, parameters, {
			timeout: limitMs,
			maxBuffer: 64 * 1024 * 1024,
			env: {
				PATH: process.env.PATH ?? '',
				PGHOST: host,
				PGPORT: String(port),
				PGDATABASE: database,
				PGUSER: user,
				PGPASSWORD: password,
				PGCONNECT_TIMEOUT: '10',
				PGSSLMODE: tls === undefined ? 'disable' : tls.verify ? 'verify-full' : 'require',
				...(tls?.verify === true ? { PGSSLROOTCERT: ca ?? 'system' } : {}),
			},
		});
		return stdout;
	} catch (error) {
		const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
		if (code === 'ENOENT')
			throw new StorageError('refused', `${program} is not on the PATH. Run this where the client programs of Postgres are installed.`);
		throw new StorageError('refused', `${program} failed: ${stderr?.trim().split('\n').slice(0, 3).join(' ') || String(error)}`, error);
	} finally {
		if (ca !== undefined) rmSync(ca, { force: true });
	}
}
