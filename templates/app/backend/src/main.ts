import { healthcheck } from './commands/healthcheck.ts';
import { migrate } from './commands/migrate.ts';
import { selftest } from './commands/selftest.ts';
import { serve } from './commands/serve.ts';
import { ConfigurationError } from './config/environment.ts';

const usage = `Usage: node server.mjs [command]
  serve [--migrate]   run the API (default); --migrate updates the schema first
  migrate             update the schema and end
  selftest BASE_URL   try a running app with a throw-away account
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
	process.exit(1);
}

async function run(name: string, rest: readonly string[]): Promise<void> {
	switch (name) {
		case 'serve':
			return serve(process.env, rest);
		case 'migrate':
			return migrate(process.env);
		case 'selftest': {
			const [baseUrl] = rest;
			if (baseUrl === undefined) throw new ConfigurationError(['selftest needs the address of the app, such as http://localhost:8000.']);
			return selftest(baseUrl, (line) => process.stdout.write(`${line}\n`));
		}
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
	const { message, code, cause } = error as NodeJS.ErrnoException & { cause?: { message?: string } };
	return `todo-backend: ${message}${code === undefined ? '' : ` (${code})`}${cause?.message ? `: ${cause.message}` : ''}`;
}
