import { UsageError } from '../core/error.js';
import { parseArgv } from './argv.js';
import { bashScript } from './completions/bash.js';
import { fishScript } from './completions/fish.js';
import { powershellScript } from './completions/powershell.js';
import { zshScript } from './completions/zsh.js';

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'platform'>;

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };
export type ShellName = keyof typeof scripts;

/** The script for a shell, made from the tables that the command line is read by. */
export function completionScript(shell: ShellName): string {
	return scripts[shell]();
}

/** `completion`: prints the script for the shell that is named, else for the one that the user logs in with. */
export function completionCommand(args: readonly string[], { stdout, stderr, env, platform }: Streams): number {
	// A reader that went away (| head) ends us quietly.
	stdout.on('error', () => process.exit(0));
	try {
		const argv = parseArgv(args);
		const shell = argv.argument ?? usualShell(env, platform);
		if (!isShell(shell)) {
			throw new UsageError(
				`Which shell is it for? Say "todo-k8s-setup completion bash", or one of ${Object.keys(scripts).slice(1).join(', ')} in its place. --help tells where the script goes.`,
			);
		}
		const script = completionScript(shell);
		stdout.write(argv.switches.has('json') ? `${JSON.stringify({ shell, script })}\n` : script);
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		stderr.write(`${error.message}\n`);
		return error.exitCode;
	}
}

function usualShell({ SHELL }: NodeJS.ProcessEnv, platform: string): string | undefined {
	if (SHELL)
		return SHELL.split(/[\\/]/)
			.at(-1)
			?.replace(/\.exe$/, '');
	return platform === 'win32' ? 'powershell' : undefined;
}

function isShell(name: string | undefined): name is ShellName {
	return name !== undefined && Object.hasOwn(scripts, name);
}
