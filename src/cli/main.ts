import { greetingFor } from './greet.js';

/** The program: arguments in, exit code out. Each way is imported when it is taken, so that --help costs next to nothing. */
export async function main(args: readonly string[], version: string): Promise<number> {
	if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
		const [{ helpText }, { calledAs }] = await Promise.all([import('./help.js'), import('./called-as.js')]);
		const command = args.find((arg) => !arg.startsWith('-') && arg !== 'help') ?? '';
		process.stdout.write(`${helpText(command, calledAs(process.env))}\n`);
		return 0;
	}
	if (args[0] === 'explain') {
		const { explainCommand } = await import('./explain.js');
		return explainCommand(args, process, 0);
	}
	if (args[0] === 'completion') {
		const { completionCommand } = await import('./completion.js');
		return completionCommand(args, process);
	}
	if (args[0] === 'demo') {
		const { demoCommand } = await import('./demo/command.js');
		return demoCommand(args, { root: new URL('../../', import.meta.url), version }, process);
	}
	const greeted = greet(args, version, process);
	const { runCommand } = await import('./run-command.js');
	return runCommand(args, { root: new URL('../../', import.meta.url), version }, greeted);
}

/** Whether the first line was shown. */
function greet(args: readonly string[], version: string, { env, stdin, stdout, stderr, platform }: NodeJS.Process): boolean {
	const greeting = greetingFor({
		args,
		version,
		env,
		platform,
		stdinIsTerminal: stdin.isTTY === true,
		stdoutIsTerminal: stdout.isTTY === true,
		columns: stdout.columns ?? 0,
		hasColors: stdout.isTTY === true && stdout.hasColors(),
	});
	if (!greeting) return false;
	(greeting.to === 'stdout' ? stdout : stderr).write(`${greeting.line}\n`);
	return true;
}
