import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StorageError, type StorageReason } from '../storage-error.ts';

/** SQLite's own words for its result codes, the same in every engine, and what they mean to us. */
const reasons: readonly (readonly [RegExp, StorageReason])[] = [
	[/database or disk is full/, 'full'],
	[/readonly database/, 'read-only'],
	[/database (table )?is locked/, 'busy'],
	[/unable to open database|could not open the database|disk I\/O error/i, 'gone'],
	// What Node says of a file beside the database.
	[/^(EACCES|EPERM|EROFS)\b/, 'read-only'],
	[/^ENOSPC\b/, 'full'],
	[/malformed|not a database/, 'damaged'],
	[/FOREIGN KEY constraint failed/, 'conflict'],
];

const sentences: Readonly<Partial<Record<StorageReason, (path: string) => string>>> = {
	full: (path) => `The disk of ${path} is full. Free some space or enlarge the volume.`,
	'read-only': (path) => `${path} cannot be written. Check the rights of the file and of its folder.`,
	busy: (path) => `Another process works on ${path}. Try again in a moment.`,
	gone: (path) => `${path} cannot be opened, read or written. Check its folder, the disk and the volume.`,
	damaged: (path) => `${path} is damaged. Restore a backup.`,
};

const smallBytes = 256 * 1024;

/** What SQLite said as a {@link StorageError}; anything else stays what it is. */
export function toStorageError(error: unknown, path: string): unknown {
	if (error instanceof StorageError || !(error instanceof Error)) return error;
	const reason = reasons.find(([words]) => words.test(error.message))?.[1];
	if (reason === undefined) return error;
	const found = reason === 'gone' ? lookCloser(path) : reason;
	return new StorageError(found, sentences[found]?.(path) ?? error.message, error);
}

/** The engine in WebAssembly cannot tell why a file cannot be opened or written. */
function lookCloser(path: string): StorageReason {
	if (isFull(path)) return 'full';
	return isForbidden(path) ? 'read-only' : 'gone';
}

function isForbidden(path: string): boolean {
	try {
		accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
		return false;
	} catch (error) {
		return /^(EACCES|EPERM|EROFS)$/.test((error as NodeJS.ErrnoException).code ?? '');
	}
}

function isFull(path: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(dirname(path));
		return bavail * bsize < smallBytes;
	} catch {
		return false;
	}
}
