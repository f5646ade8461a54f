import { readFileSync } from 'node:fs';
import type { Environment } from '../config/environment.ts';
import { readDataSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { openStore } from '../storage/open-store.ts';
import { readTaskFile } from '../todos/task-file.ts';
import { UsageError } from './usage-error.ts';

/** Adds the todos of a JSON file to the list of an account. Doing it twice adds nothing the second time. */
export async function importTasks(environment: Environment, [file, email]: readonly string[]): Promise<void> {
	const settings = readDataSettings(environment);
	if (file === undefined || email === undefined)
		throw new UsageError('import needs a file and the address of an account, such as: import tasks.json ann@example.com');
	const store = await openStore(settings.storage);
	try {
		const account = await store.accounts.findByEmail(email.toLowerCase());
		if (account === undefined) throw new UsageError(`There is no account with the address ${email}. Sign up first.`);
		const { todos, problems } = readTaskFile(read(file), account.id);
		if (problems.length > 0) throw new UsageError([`${file} was not imported; nothing was changed.`, ...problems].join('\n'));
		const added = await store.todos.import(account.id, todos);
		makeLogger(settings.log).info({ file, found: todos.length, added, known: todos.length - added }, 'tasks are imported');
	} finally {
		await store.close();
	}
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
	}
}
