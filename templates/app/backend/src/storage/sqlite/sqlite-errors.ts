import { StorageError, type StorageReason } from '../storage-error.ts';

/** SQLite's own words for its result codes, the same in every engine, and what they mean to us. */
const known: readonly (readonly [RegExp, StorageReason, (path: string) => string])[] = [
	[/database or disk is full/, 'full', (path) => `The disk of ${path} is full. Free some space or enlarge the volume.`],
	[/readonly database/, 'read-only', (path) => `${path} cannot be written. Check the rights of the file and of its folder.`],
	[/database (table )?is locked/, 'busy', (path) => `Another process works on ${path}. Try again in a moment.`],
	[/unable to open database/, 'gone', (path) => `${path} cannot be opened. Check that its folder exists and can be written.`],
	[/disk I\/O error/, 'gone', (path) => `${path} cannot be read or written. Check the disk and the volume.`],
	[/malformed|not a database/, 'damaged', (path) => `${path} is damaged. Restore a backup.`],
];

/** What SQLite said as a {@link StorageError}; anything else stays what it is. */
export function toStorageError(error: unknown, path: string): unknown {
	if (error instanceof StorageError || !(error instanceof Error)) return error;
	const [, reason, sentence] = known.find(([words]) => words.test(error.message)) ?? [];
	return reason === undefined || sentence === undefined ? error : new StorageError(reason, sentence(path), error);
}
