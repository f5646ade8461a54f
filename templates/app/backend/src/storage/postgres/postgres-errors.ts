import type { PostgresConnection } from '../../config/storage-settings.ts';
import { StorageError, type StorageReason } from '../storage-error.ts';

/** By SQLSTATE, a whole class by its first two letters, or by the code of a failed connection. */
const known: readonly (readonly [RegExp, StorageReason, (server: string) => string])[] = [
	[
		/^(28|42501)/,
		'refused',
		(server) => `${server} does not accept this user and password. Correct POSTGRES_USER and POSTGRES_PASSWORD, or DATABASE_URL.`,
	],
	[/^3D000$/, 'refused', (server) => `${server} has no such database. Create it, or correct its name.`],
	[/^53100$/, 'full', (server) => `The disk of ${server} is full. Free some space or enlarge its volume.`],
	[/^25006$/, 'read-only', (server) => `${server} accepts no writes at the moment. A replica never does: name the primary server.`],
	[/^(40|55P03|53300)/, 'busy', (server) => `${server} is too busy. Try again in a moment.`],
	[/^23503$/, 'conflict', () => 'What the row belongs to is not there.'],
	[/^(XX001|XX002)$/, 'damaged', (server) => `${server} reports damaged data. Restore a backup.`],
	[
		/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/,
		'refused',
		(server) => `The certificate of ${server} is not one that we trust. Name its authority in DATABASE_CA_FILE.`,
	],
	[
		/^(08|57P|ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)/,
		'unreachable',
		(server) => `${server} does not answer. Check that it runs and that this address is right; requests work again as soon as it is back.`,
	],
];

/** What pg says without a code when a connection ends or takes too long. */
const connectionWords = /connection terminated|timeout|connection error|server closed|not queryable|does not support SSL/i;

/** What pg or the server said as a {@link StorageError}; anything else stays what it is. */
export function toStorageError(error: unknown, { host, port }: PostgresConnection): unknown {
	if (error instanceof StorageError || !(error instanceof Error)) return error;
	const server = `The database server ${host}:${port}`;
	const { code } = error as NodeJS.ErrnoException;
	const text = code ?? (error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException | undefined)?.code : undefined);
	const [, reason, sentence] = known.find(([codes]) => codes.test(text ?? '')) ?? [];
	if (reason !== undefined && sentence !== undefined) return new StorageError(reason, sentence(server), error);
	if (text === undefined && connectionWords.test(error.message))
		return new StorageError(
			'unreachable',
			`${server} does not answer. Check that it runs and that this address is right; requests work again as soon as it is back.`,
			error,
		);
	return error;
}
