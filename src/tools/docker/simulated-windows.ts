import { ended, notInstalled, type Reply, type SimulatedProgram, unknownCommand } from '../../core/simulation.js';
import type { World } from '../../core/world.js';

/** How long Docker Desktop takes from its start until docker answers. */
const startMs = 25_000;

/** `tasklist.exe`: the processes of Windows. */
export const simulatedTaskList: SimulatedProgram = (world, args) => {
	if (!world.windows) return notInstalled(world, 'tasklist.exe');
	const runs = world.windows.desktop === 'running';
	if (args.includes('/FI')) {
		const row = 'Docker Desktop.exe           18432 Console                    1    132,148 K\r\n';
		return ended(world, 0, runs ? `\r\n${row}` : 'INFO: No tasks are running which match the specified criteria.\r\n');
	}
	const own = runs
		? ['"Docker Desktop.exe","18432","Console","1","132,148 K"', '"com.docker.backend.exe","19004","Console","1","84,212 K"']
		: [];
	return ended(
		world,
		0,
		['"System","4","Services","0","148 K"', ...own, '"explorer.exe","7204","Console","1","210,004 K"', ''].join('\r\n'),
	);
};

/** `wsl.exe --list --verbose`. */
export const simulatedWsl: SimulatedProgram = (world, args) => {
	if (!world.windows) return notInstalled(world, 'wsl.exe');
	if (args.join(' ') !== '--list --verbose') return unknownCommand('wsl.exe', args);
	const engine = world.windows.desktop === 'running' ? 'Running' : 'Stopped';
	const rows = [
		'  NAME              STATE           VERSION',
		'* Ubuntu-24.04      Running         2',
		`  docker-desktop    ${engine.padEnd(16)}2`,
		'',
	];
	// It writes UTF-16.
	return ended(world, 0, [...rows.join('\r\n')].map((letter) => `${letter}\0`).join(''));
};

/** `cmd.exe /c echo %USERPROFILE%`. */
export const simulatedCmd: SimulatedProgram = (world, args) => {
	if (!world.windows) return notInstalled(world, 'cmd.exe');
	return args.at(-1) === 'echo %USERPROFILE%' ? ended(world, 0, 'C:\\Users\\user\r\n') : unknownCommand('cmd.exe', args);
};

/** `powershell.exe`, as far as it starts Docker Desktop; it comes back while that is still coming up. */
export const simulatedPowerShell: SimulatedProgram = (world, args) => {
	if (!world.windows) return notInstalled(world, 'powershell.exe');
	if (!args.at(-1)?.includes('Docker Desktop.exe')) return unknownCommand('powershell.exe', args);
	const windows = { desktop: 'running', answersMs: world.nowMs + startMs } as const;
	return { ...ended({ ...world, windows }, 0, ''), seconds: 1 };
};

/** What has become of Docker Desktop by now. */
export function settleDesktop(world: World): World {
	const { windows, docker, nowMs } = world;
	if (windows?.answersMs === undefined || nowMs < windows.answersMs) return world;
	return { ...world, docker: { ...docker, state: 'running' }, windows: { desktop: 'running' } };
}

/** The same of a program that reads it. */
export function onDesktop(program: SimulatedProgram): SimulatedProgram {
	return (world, args, given): Reply => program(settleDesktop(world), args, given);
}
