import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresConnection } from '../../../templates/app/backend/src/config/storage-settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { freePort } from './port.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** The folder of the server's programs, or why there is no server to test with. */
const found = (() => {
	const debian = '/usr/lib/postgresql';
	const folders = [
		...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
		...(process.env.PATH ?? '').split(':'),
	];
	const folder = folders.find((candidate) => existsSync(join(candidate, 'initdb')) && existsSync(join(candidate, 'pg_ctl')));
	if (folder === undefined) return { missing: 'there is no Postgres on this machine (Debian: apt-get install postgresql)' };
	// The server refuses to run as root; Debian's package brings a user for it.
	if (isRoot && !hasUser('postgres')) return { missing: 'Postgres does not run as root, and there is no user "postgres"' };
	return { folder };
})();

/** Why the tests with a real Postgres are skipped; undefined where they run. */
export const postgresMissing = found.missing;
if (postgresMissing !== undefined) console.log(`Skipped: the tests with a real Postgres, since ${postgresMissing}.`);

export interface PostgresServer {
	readonly connection: PostgresConnection;
	/** The same as an address for DATABASE_URL. */
	readonly url: string;
	/** An empty database of its own in this server. */
	makeDatabase(): Promise<PostgresConnection>;
	start(): Promise<void>;
	/** `immediate` is what a power cut or `kill -9` is to it. */
	stop(mode?: 'fast' | 'immediate'): Promise<void>;
	remove(): Promise<void>;
}

/** A real server with a folder, a port and a password of its own. With `tls` it speaks nothing else. */
export async function startPostgres(tls?: { readonly certificate: string; readonly key: string }): Promise<PostgresServer> {
	const folder = temporaryFolder('todo-postgres-');
	const data = join(folder, 'data');
	const password = 'p@ss:word/ß';
	writeFileSync(join(folder, 'password'), password);
	if (isRoot) execFileSync('chown', ['-R', 'postgres', folder]);
	const port = await freePort();
	const program = (name: string, ...parameters: string[]) => {
		const command = [join(found.folder ?? '', name), ...parameters];
		// A folder that the other user may enter: its own.
		const options = { cwd: folder, timeout: 60_000 };
		return isRoot
			? run('setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', ...command], options)
			: run(command[0] ?? '', command.slice(1), options);
	};
	await program(
		'initdb',
		...[
			'--pgdata',
			data,
			'--username',
			'todo',
			'--pwfile',
			join(folder, 'password'),
			'--auth',
			'scram-sha-256',
			'--encoding',
			'UTF8',
			'--no-sync',
		],
	);
	const settings = [`-p ${port}`, '-c listen_addresses=127.0.0.1', `-c unix_socket_directories=${folder}`, '-c max_connections=40'];
	if (tls !== undefined) {
		writeFileSync(join(data, 'server.crt'), tls.certificate);
		writeFileSync(join(data, 'server.key'), tls.key);
		chmodSync(join(data, 'server.key'), 0o600);
		if (isRoot) execFileSync('chown', ['postgres', join(data, 'server.crt'), join(data, 'server.key')]);
		writeFileSync(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\nlocal all all scram-sha-256\n');
		settings.push('-c ssl=on');
	}
	const control = (...parameters: string[]) => program('pg_ctl', '--pgdata', data, '--wait', '--timeout', '30', ...parameters);
	const start = async () => void (await control('--log', join(folder, 'log'), '--options', settings.join(' '), 'start'));
	await start();
	const connection: PostgresConnection = {
		host: '127.0.0.1',
		port,
		database: 'postgres',
		user: 'todo',
		password,
		tls: undefined,
		poolSize: 10,
	};
	let databases = 0;
	return {
		connection,
		url: `postgresql://todo:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
		async makeDatabase() {
			const database = `todo${++databases}`;
			await run(join(found.folder ?? '', 'createdb'), ['--host', '127.0.0.1', '--port', String(port), '--username', 'todo', database], {
				env: { PATH: process.env.PATH ?? '', PGPASSWORD: password },
			});
			return { ...connection, database };
		},
		start,
		stop: async (mode = 'fast') => void (await control('--mode', mode, 'stop')),
		async remove() {
			await control('--mode', 'immediate', 'stop').catch(() => {});
		},
	};
}

function hasUser(name: string): boolean {
	try {
		execFileSync('id', [name], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** What the app is told to use this database. */
export function environmentOf({ host, port, database, user, password }: PostgresConnection): Record<string, string> {
	return {
		DATABASE_DRIVER: 'postgres',
		POSTGRES_HOST: host,
		POSTGRES_PORT: String(port),
		POSTGRES_DB: database,
		POSTGRES_USER: user,
		POSTGRES_PASSWORD: password,
	};
}
