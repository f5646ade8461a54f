import { describe, expect, it } from 'vitest';
import { StepFailed } from '../../../src/core/error.js';
import type { SystemFacts } from '../../../src/core/ports.js';
import { freshWorld, simulatedPorts } from '../../../src/demo/world.js';
import { dockerProbe } from '../../../src/tools/docker/probe.js';
import { startDocker } from '../../../src/tools/docker/start.js';
import { findStart } from '../../../src/tools/docker/start-way.js';
import { noAbort, portsWith, runStep } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const unit = '/usr/lib/systemd/system/docker.service';
const systemd = ['/run/systemd/system/x', unit];
const wsl: Partial<SystemFacts> = { kernel: '5.15.153.1-microsoft-standard-WSL2' };
const exe = '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe';
const tasklist = '/mnt/c/Windows/System32/tasklist.exe /NH /FI IMAGENAME eq Docker Desktop.exe';

interface Case {
	readonly host?: Partial<SystemFacts>;
	readonly files?: readonly string[];
	readonly freeSudo?: boolean;
	readonly problem?: 'not-running' | 'wsl-shim';
	readonly context?: string;
	readonly tasks?: string;
}

async function wayOf({ host = {}, files = [], freeSudo = false, problem = 'not-running', context, tasks = 'INFO: No tasks' }: Case) {
	const world = freshWorld({
		host: { ...freshWorld().host, ...host },
		files: Object.fromEntries(files.map((path) => [path, { text: '', mode: 0o644 }])),
		freeSudo,
	});
	const ports = portsWith(new ScriptedShell({ [tasklist]: tasks }), world);
	const way = await findStart(ports, { problem, context }, noAbort);
	return way?.command.join(' ');
}

describe('how Docker can be started', () => {
	it.each<[string, Case, string | undefined]>([
		['as root with systemd', { host: { isRoot: true }, files: systemd }, 'systemctl start docker'],
		['as root without systemd', { host: { isRoot: true }, files: ['/etc/init.d/docker'] }, 'service docker start'],
		['with a sudo that asks for nothing', { files: systemd, freeSudo: true }, 'sudo -n systemctl start docker'],
		['with a sudo that asks for a password', { files: systemd }, undefined],
		['where there is no service', { host: { isRoot: true } }, undefined],
		['on another machine', { host: { isRoot: true, env: { DOCKER_HOST: 'ssh://elsewhere' } }, files: systemd }, undefined],
		['in a context of the user', { host: { isRoot: true }, files: systemd, context: 'work' }, undefined],
		['rootless', { context: 'rootless', files: ['/home/user/.config/systemd/user/docker.service'] }, 'systemctl --user start docker'],
		[
			'as Docker Desktop on Linux',
			{ context: 'desktop-linux', files: ['/usr/lib/systemd/user/docker-desktop.service'] },
			'systemctl --user start docker-desktop',
		],
		['on macOS', { host: { platform: 'darwin' }, files: ['/Applications/Docker.app/Contents'] }, 'open -a Docker'],
		['on macOS without Docker Desktop', { host: { platform: 'darwin' } }, undefined],
		['on macOS with Colima', { host: { platform: 'darwin' }, files: ['/Applications/Docker.app/Contents'], context: 'colima' }, undefined],
		[
			'on Windows',
			{
				host: { platform: 'win32', env: { ProgramFiles: 'C:\\Program Files' } },
				files: ['C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'],
			},
			"powershell.exe -NoProfile -Command Start-Process 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'",
		],
		[
			'from WSL, where Docker Desktop is stopped',
			{ host: wsl, files: [exe], problem: 'wsl-shim' },
			"/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe -NoProfile -Command Start-Process 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'",
		],
		[
			'from WSL, which Docker Desktop only does not share itself with',
			{ host: wsl, files: [exe], problem: 'wsl-shim', tasks: 'Docker Desktop.exe   4711 Console   1   120,000 K' },
			undefined,
		],
		['in WSL with an Engine of its own', { host: { ...wsl, isRoot: true }, files: [...systemd, exe] }, 'systemctl start docker'],
	])('%s', async (_what, given, command) => {
		expect(await wayOf(given)).toBe(command);
	});

	it('is asked only when Docker is stopped', async () => {
		const world = freshWorld({
			files: { [unit]: { text: '', mode: 0o644 }, '/run/systemd/system/x': { text: '', mode: 0o644 } },
			freeSudo: true,
		});
		const stopped = { ...world, docker: { ...world.docker, state: 'stopped' as const } };

		expect((await dockerProbe.read(simulatedPorts(world), noAbort)).start).toBeUndefined();
		expect((await dockerProbe.read(simulatedPorts(stopped), noAbort)).start?.command).toEqual([
			'sudo',
			'-n',
			'systemctl',
			'start',
			'docker',
		]);
	});
});

describe('starting Docker', () => {
	const step = startDocker({ what: 'Docker', command: ['systemctl', 'start', 'docker'] });

	it('runs the command that was found, and has the patience of a virtual machine', async () => {
		const shell = new ScriptedShell({ 'systemctl start docker': '' });
		await runStep(step, portsWith(shell));

		expect(shell.sent).toEqual(['systemctl start docker']);
		expect(step.withinMs).toBe(120_000);
	});

	it('fails with what the command said', async () => {
		const said = 'Job for docker.service failed because the control process exited with error code.';
		const running = runStep(step, portsWith(new ScriptedShell({ 'systemctl start docker': exited(1, '', said) })));

		const error = await running.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(StepFailed);
		expect(error).toMatchObject({ lastLines: [said] });
	});
});
