import { readFileSync } from 'node:fs';

// Everything but --version and --help is imported when it is needed, so that these two cost next to nothing.

const root = new URL('../../', import.meta.url);

export function readVersion(): string {
	return (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version;
}

/** The program: arguments in, exit code out. */
export async function main(args: readonly string[]): Promise<number> {
	const before = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
	if (before.includes('--version') || before.includes('-v')) {
		process.stdout.write(`${readVersion()}\n`);
		return 0;
	}
	if (before.includes('--help') || before.includes('-h') || before[0] === 'help') {
		const { helpText } = await import('./help.js');
		process.stdout.write(`${helpText(before.find((arg) => !arg.startsWith('-') && arg !== 'help') ?? '')}\n`);
		return 0;
	}
	const { runCommand } = await import('./run-command.js');
	return runCommand(args, { root, version: readVersion() });
}
