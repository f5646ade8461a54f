import { join } from 'node:path';
import { type AiSettings, readAiSettings } from './ai-settings.ts';
import { type Environment, EnvironmentReader } from './environment.ts';
import { readStorageSettings, type StorageSettings } from './storage-settings.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface LogSettings {
	readonly level: (typeof logLevels)[number];
	readonly version: string;
}

/** Everything the server needs to know; read once, never looked up again. */
export interface Settings {
	readonly host: string;
	readonly port: number;
	/** Where `/metrics` is served, apart from everything that an Ingress leads to. Undefined for not at all. */
	readonly metricsPort: number | undefined;
	readonly environment: 'dev' | 'staging' | 'prod';
	readonly log: LogSettings;
	readonly storage: StorageSettings;
	readonly jwt: { readonly secret: string; readonly ttlSeconds: number };
	readonly ai: AiSettings;
	readonly corsOrigins: readonly string[];
	readonly rateLimitRpm: number;
	/** Folder of the built web, when this process serves it as well. */
	readonly webRoot: string | undefined;
}

export interface DataSettings {
	readonly storage: StorageSettings;
	/** Where backups go that were not given a name. */
	readonly backupDirectory: string;
	readonly log: LogSettings;
}

const shortestJwtSecretBytes = 32;

export function readSettings(environment: Environment): Settings {
	const reader = new EnvironmentReader(environment);
	const settings: Settings = {
		host: reader.text('HOST', '0.0.0.0'),
		port: reader.integer('PORT', 8000, 0, 65_535),
		metricsPort: reader.optionalPort('METRICS_PORT'),
		environment: reader.oneOf('ENVIRONMENT', ['dev', 'staging', 'prod'], 'dev'),
		log: logSettings(reader),
		storage: readStorageSettings(reader),
		jwt: { secret: jwtSecret(reader), ttlSeconds: reader.durationSeconds('JWT_TTL', '7d') },
		ai: readAiSettings(reader),
		corsOrigins: corsOrigins(reader),
		rateLimitRpm: reader.integer('RATE_LIMIT_RPM', 300, 1, 1_000_000),
		webRoot: reader.text('WEB_ROOT') || undefined,
	};
	reader.finish();
	return settings;
}

/** What the commands need that work on the data: no secret but the database's own. */
export function readDataSettings(environment: Environment): DataSettings {
	const reader = new EnvironmentReader(environment);
	const storage = readStorageSettings(reader);
	const folder = storage.driver === 'sqlite' ? join(storage.dataDirectory, 'backups') : 'backups';
	const settings = { storage, backupDirectory: reader.text('BACKUP_DIR', folder), log: logSettings(reader) };
	reader.finish();
	return settings;
}

/** What `healthcheck` needs to find the server beside it. */
export function readPort(environment: Environment): number {
	const reader = new EnvironmentReader(environment);
	const port = reader.integer('PORT', 8000, 1, 65_535);
	reader.finish();
	return port;
}

function logSettings(reader: EnvironmentReader): LogSettings {
	return { level: reader.oneOf('LOG_LEVEL', logLevels, 'info'), version: reader.text('APP_VERSION', '0.1.0') };
}

function jwtSecret(reader: EnvironmentReader): string {
	const before = reader.problems.length;
	const secret = reader.secret('JWT_SECRET');
	if (reader.problems.length > before) return secret;
	const advice = 'Make one with: openssl rand -base64 48';
	if (secret === '') {
		reader.problems.push(
			`JWT_SECRET is missing. Set it as a variable, name a file in JWT_SECRET_FILE, or mount the file JWT_SECRET in the secrets directory. ${advice}`,
		);
	} else if (Buffer.byteLength(secret) < shortestJwtSecretBytes) {
		reader.problems.push(
			`JWT_SECRET is ${Buffer.byteLength(secret)} bytes long and must have at least ${shortestJwtSecretBytes}. ${advice}`,
		);
	}
	return secret;
}

function corsOrigins(reader: EnvironmentReader): readonly string[] {
	const origins = reader.list('CORS_ORIGINS');
	for (const origin of origins) {
		if (!URL.canParse(origin) || new URL(origin).origin !== origin)
			reader.problems.push(`CORS_ORIGINS contains "${origin}", which is not an origin such as https://todo.example.com.`);
	}
	return origins;
}
