import { accessSync, constants, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { UsageError } from './usage-error.ts';

/** Sorts by time, and says by its end which program reads it. */
export function backupName(prefix: string, driver: string): string {
	return `${prefix}-${new Date().toISOString().replace(/[:.]/g, '-')}${endOf(driver)}`;
}

function endOf(driver: string): string {
	return driver === 'sqlite' ? '.db' : '.dump';
}

/** The backups of a folder that were made under this prefix, oldest first. */
function backupsIn(folder: string, prefix: string, driver: string): readonly string[] {
	const pattern = new RegExp(`^${prefix}-\\d{4}-\\d\\d-\\d\\dT[\\d-]+Z\\${endOf(driver)}$`);
	return readdirSync(folder)
		.filter((name) => pattern.test(name))
		.sort()
		.map((name) => join(folder, name));
}

/** Removes all but the newest. Returns what was removed. */
export function prune(folder: string, prefix: string, driver: string, keep: number): readonly string[] {
	const removed = backupsIn(folder, prefix, driver).slice(0, -keep);
	for (const file of removed) rmSync(file);
	return removed;
}

/** The file that is meant: the newest, one of the folder of backups by its name, or any by its path. */
export function findBackup(name: string, folder: string, driver: string): string {
	const path = name === 'newest' ? newestIn(folder, driver) : placeOf(name, folder);
	try {
		accessSync(path, constants.R_OK);
		return path;
	} catch (error) {
		throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
	}
}

function placeOf(name: string, folder: string): string {
	const inFolder = join(folder, name);
	return !name.includes('/') && statSync(inFolder, { throwIfNoEntry: false }) !== undefined ? inFolder : resolve(name);
}

function newestIn(folder: string, driver: string): string {
	const newest = statSync(folder, { throwIfNoEntry: false }) === undefined ? undefined : backupsIn(folder, 'todo', driver).at(-1);
	if (newest === undefined) throw new UsageError(`There is no backup in ${folder}. Nothing was changed.`);
	return newest;
}

/** Makes a link to a backup, for a program beside this one that cannot look for the newest. */
export async function chooseBackup(environment: Environment, [name, link]: readonly string[]): Promise<void> {
	if (name === undefined || link === undefined) throw new UsageError('choose-backup needs a backup and the name of the link to it.');
	const { backupDirectory, storage } = readDataSettings(environment);
	const path = findBackup(name, backupDirectory, storage.driver);
	rmSync(link, { force: true });
	symlinkSync(path, link);
	process.stdout.write(`${path}\n`);
}
