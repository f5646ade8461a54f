import { execFileSync } from 'node:child_process';

/** Runs npm in a folder; what it prints goes to stderr, so that stdout stays the program's own. */
export function runNpm(args, cwd) {
	const stdio = ['ignore', process.stderr, process.stderr];
	// npm tells its own script where it is; without it Windows needs a shell to find npm.cmd.
	const self = process.env.npm_execpath;
	if (self?.endsWith('.js')) execFileSync(process.execPath, [self, ...args], { cwd, stdio });
	else execFileSync('npm', args, { cwd, stdio, shell: process.platform === 'win32' });
}
