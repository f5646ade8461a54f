/** The program: arguments in, exit code out. Each way is imported when it is taken, so that --help costs next to nothing. */
export async function main(args: readonly string[], version: string): Promise<number> {
	if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
		const { helpText } = await import('./help.js');
		process.stdout.write(`${helpText(args.find((arg) => !arg.startsWith('-') && arg !== 'help') ?? '')}\n`);
		return 0;
	}
	if (args[0] === 'explain') {
		const { explainCommand } = await import('./explain.js');
		return explainCommand(args, process);
	}
	const { runCommand } = await import('./run-command.js');
	return runCommand(args, { root: new URL('../../', import.meta.url), version });
}
