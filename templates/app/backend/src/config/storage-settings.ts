import type { EnvironmentReader } from './environment.ts';

export const drivers = ['sqlite', 'postgres', 'external'] as const;

/** How to reach a Postgres server. */
export interface PostgresConnection {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	/** Undefined for an unencrypted connection. `ca` is PEM text; without it the authorities that Node knows. */
	readonly tls: { readonly verify: boolean; readonly ca: string | undefined } | undefined;
	/** Connections at most. */
	readonly poolSize: number;
}

/** `postgres` is the server beside the app, `external` any other, reached by an address and with TLS as a rule. */
export type StorageSettings =
	| { readonly driver: 'sqlite'; readonly dataDirectory: string }
	| { readonly driver: 'postgres' | 'external'; readonly connection: PostgresConnection };

export function readStorageSettings(reader: EnvironmentReader): StorageSettings {
	const driver = reader.oneOf('DATABASE_DRIVER', drivers, 'sqlite');
	switch (driver) {
		case 'sqlite':
			return { driver, dataDirectory: reader.text('DATA_DIR', '/app/data') };
		case 'postgres':
			return { driver, connection: beside(reader) };
		case 'external':
			return { driver, connection: elsewhere(reader) };
	}
}

function poolSize(reader: EnvironmentReader): number {
	return reader.integer('DATABASE_POOL_SIZE', 10, 1, 100);
}

function beside(reader: EnvironmentReader): PostgresConnection {
	const before = reader.problems.length;
	const password = reader.secret('POSTGRES_PASSWORD');
	if (password === '' && reader.problems.length === before)
		reader.problems.push('POSTGRES_PASSWORD is missing. DATABASE_DRIVER=postgres needs the password of the database user.');
	return {
		host: reader.text('POSTGRES_HOST', 'postgres'),
		port: reader.integer('POSTGRES_PORT', 5432, 1, 65_535),
		database: reader.text('POSTGRES_DB', 'todo'),
		user: reader.text('POSTGRES_USER', 'todo'),
		password,
		tls: undefined,
		poolSize: poolSize(reader),
	};
}

/** The address holds a password, so the sentences about it repeat no part of it. */
function elsewhere(reader: EnvironmentReader): PostgresConnection {
	const before = reader.problems.length;
	const address = reader.secret('DATABASE_URL');
	const ca = reader.file('DATABASE_CA_FILE');
	const url = URL.canParse(address) ? new URL(address) : undefined;
	const problem = addressProblem(address, url);
	if (problem !== undefined && reader.problems.length === before)
		reader.problems.push(`${problem}, such as postgresql://user:password@db.example.com:5432/todo?sslmode=verify-full.`);
	const mode = url === undefined ? '' : sslMode(url);
	return {
		host: url?.hostname.replace(/^\[|\]$/g, '') ?? '',
		port: Number(url?.port || 5432),
		database: decoded(url?.pathname.slice(1)),
		user: decoded(url?.username),
		password: decoded(url?.password),
		// An encrypted connection to nobody knows whom protects little, so it has to be asked for by its name.
		tls: mode === 'disable' ? undefined : { verify: mode !== 'no-verify', ca },
		poolSize: poolSize(reader),
	};
}

function addressProblem(address: string, url: URL | undefined): string | undefined {
	if (address === '') return 'DATABASE_URL is missing. DATABASE_DRIVER=external needs the address of the database';
	if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '')
		return 'DATABASE_URL is not the address of a Postgres database';
	if (url.username === '') return 'DATABASE_URL names no user. It has to be an address';
	if (url.pathname.length < 2) return 'DATABASE_URL names no database. It has to be an address';
	if (!sslModes.includes(sslMode(url)))
		return `DATABASE_URL has an sslmode that is none of ${sslModes.join(', ')}. It has to be an address`;
	return undefined;
}

const sslModes: readonly string[] = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'];

function sslMode(url: URL): string {
	return url.searchParams.get('sslmode') ?? 'verify-full';
}

function decoded(text = ''): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A percent sign that was meant as one.
		return text;
	}
}
