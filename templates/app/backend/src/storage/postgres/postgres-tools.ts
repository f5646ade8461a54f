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

/** How the programs of Postgres are told where to go and who to be, by the words of their service files. */
export function toService(
	{ host, port, database, user, password, tls }: PostgresConnection,
	caFile: string | undefined,
): Readonly<Record<string, string>> {
	return {
		host,
		port: String(port),
		dbname: database,
		user,
		password,
		connect_timeout: '10',
		sslmode: tls === undefined ? 'disable' : tls.verify ? 'verify-full' : 'require',
		...(tls?.verify === true ? { sslrootcert: caFile ?? 'system' } : {}),
	};
}

const variables: Readonly<Record<string, string>> = {
	host: 'PGHOST',
	port: 'PGPORT',
	dbname: 'PGDATABASE',
	user: 'PGUSER',
	password: 'PGPASSWORD',
	connect_timeout: 'PGCONNECT_TIMEOUT',
	sslmode: 'PGSSLMODE',
	sslrootcert: 'PGSSLROOTCERT',
};

/** Who to be and where goes by the environment: the arguments of a process can be read by everybody on the machine. */
async function run(program: string, parameters: readonly string[], connection: PostgresConnection, folder: string): Promise<string> {
	const ca = connection.tls?.ca === undefined ? undefined : join(folder, `.ca-${process.pid}.pem`);
	if (ca !== undefined) writeFileSync(ca, connection.tls?.ca ?? '');
	try {
		const service = Object.entries(toService(connection, ca)).map(([word, value]) => [variables[word], value]);
		const { stdout } = await promisify(execFile)(program, parameters, {
			timeout: limitMs,
			maxBuffer: 64 * 1024 * 1024,
			env: { PATH: process.env.PATH ?? '', ...Object.fromEntries(service) },
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
