import { backup } from './commands/backup.ts';
import { chooseBackup } from './commands/backups.ts';
import { healthcheck } from './commands/healthcheck.ts';
import { importTasks } from './commands/import.ts';
import { migrate } from './commands/migrate.ts';
import { pgService } from './commands/pg-service.ts';
import { restore } from './commands/restore.ts';
import { selftest } from './commands/selftest.ts';
import { serve } from './commands/serve.ts';
import { tryDatabase } from './commands/try-database.ts';
import { UsageError } from './commands/usage-error.ts';
import { ConfigurationError } from './config/environment.ts';
import { StorageError } from './storage/storage-error.ts';

const usage = `Usage: node server.mjs [command]
  serve [--migrate]   run the API (default); --migrate updates the schema first
  migrate             update the schema and end
  backup [FILE]       write everything into one file, while the server runs; --keep N removes all but the newest N
  restore FILE --yes  put a backup in the place of everything that is there; "newest" for the newest
  import FILE EMAIL   add the todos of a JSON file to the list of an account
  selftest BASE_URL   try a running app with a throw-away account, or one part of it: web, database, metrics, ai, blocked
  try-database        log into the database whose address comes on stdin, and say as JSON what came of it
  pg-service FILE     write the connection for pg_dump and pg_restore, which run beside this where it has none
  choose-backup FILE LINK   make a link to a backup for them
  healthcheck         ask the server on this machine whether it lives
`;

// Node calls its own SQLite experimental on every start of 22; in a log of JSON lines that is only noise.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
	if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${JSON.stringify({ level: 'warn', msg: warning.message })}\n`);
});

const [command = 'serve', ...rest] = process.argv.slice(2);
try {
	await run(command, rest);
} catch (error) {
	process.stderr.write(`${explain(error)}\n`);
	process.exit(error instanceof UsageError ? 2 : 1);
}

async function run(name: string, rest: readonly string[]): Promise<void> {
	switch (name) {
		case 'serve':
			return serve(process.env, rest);
		case 'migrate':
			return migrate(process.env);
		case 'backup':
			return backup(process.env, rest);
		case 'restore':
			return restore(process.env, rest);
		case 'import':
			return importTasks(process.env, rest);
		case 'selftest': {
			const [baseUrl, part = 'api'] = rest;
			if (baseUrl === undefined) throw new UsageError('selftest needs the address of the app, such as http://localhost:8000.');
			return selftest(baseUrl, part, (line) => process.stdout.write(`${line}\n`));
		}
		case 'try-database':
			return tryDatabase((line) => process.stdout.write(`${line}\n`));
		case 'pg-service':
			return pgService(process.env, rest);
		case 'choose-backup':
			return chooseBackup(process.env, rest);
		case 'healthcheck':
			return healthcheck(process.env);
		default:
			process.stderr.write(usage);
			process.exit(2);
	}
}

/** What we foresaw is a list of sentences; of anything else, the first line and not the stack. */
function explain(error: unknown): string {
	if (error instanceof ConfigurationError) return error.problems.join('\n');
	if (error instanceof UsageError || error instanceof StorageError) return error.message;
	const port = /EADDRINUSE.*:(\d+)$/.exec((error as Error).message)?.[1];
	if (port !== undefined)
		return `Port ${port} is taken by another program. End that one, or set PORT and METRICS_PORT to ports that are free.`;
	const { message, code, cause } = error as NodeJS.ErrnoException & { cause?: { message?: string } };
	return `todo-backend: ${message}${code === undefined ? '' : ` (${code})`}${cause?.message ? `: ${cause.message}` : ''}`;
}
