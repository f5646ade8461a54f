import type { Ports, SystemFacts } from '../../core/ports.js';
import type { Command } from '../../core/shell.js';
import { parseWsl } from '../host/probe.js';
import type { DockerFacts } from './probe.js';

/** A command that starts Docker here without asking for a password. */
export interface StartWay {
	readonly what: 'Docker' | 'Docker Desktop';
	readonly command: Command;
}

type Stopped = Pick<DockerFacts, 'problem' | 'context'>;

/** How Docker can be started by us; undefined when only the user can. */
export async function findStart(ports: Ports, docker: Stopped, signal: AbortSignal): Promise<StartWay | undefined> {
	const host = await ports.system.read('.');
	const isThere = async (path: string) => (await ports.files.kind(path)) !== 'nothing';
	const usesDesktop = !docker.context || ['default', 'desktop-linux', 'desktop-windows'].includes(docker.context);
	if (host.platform === 'darwin') {
		return usesDesktop && (await isThere('/Applications/Docker.app')) ? desktop(['open', '-a', 'Docker']) : undefined;
	}
	if (host.platform === 'win32') {
		const exe = `${host.env.ProgramFiles ?? 'C:\\Program Files'}${desktopExe}`;
		return usesDesktop && (await isThere(exe)) ? desktop(['powershell.exe', ...startProcess(exe)]) : undefined;
	}
	if (host.platform !== 'linux') return undefined;
	const engine = docker.problem === 'not-running' ? await findEngine(ports, host, docker, isThere) : undefined;
	if (engine || parseWsl(host.kernel) !== 2 || !usesDesktop) return engine;
	return findDesktopOnWindows(ports, isThere, signal);
}

const desktop = (command: Command): StartWay => ({ what: 'Docker Desktop', command });

const unitFolders = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

/** The service of this machine, or of this user, whichever the client is pointed at. */
async function findEngine(
	{ system }: Ports,
	{ env, home, isRoot }: SystemFacts,
	{ context = 'default' }: Stopped,
	isThere: (path: string) => Promise<boolean>,
): Promise<StartWay | undefined> {
	const address = env.DOCKER_HOST ?? '';
	if (context === 'rootless' || address.includes('/run/user/')) {
		const unit = home !== undefined && (await isThere(`${home}/.config/systemd/user/docker.service`));
		return unit ? { what: 'Docker', command: ['systemctl', '--user', 'start', 'docker'] } : undefined;
	}
	if (context === 'desktop-linux') {
		const unit = await isThere('/usr/lib/systemd/user/docker-desktop.service');
		return unit ? desktop(['systemctl', '--user', 'start', 'docker-desktop']) : undefined;
	}
	if (context !== 'default' || !['', 'unix:///var/run/docker.sock', 'unix:///run/docker.sock'].includes(address)) return undefined;
	const units = await Promise.all(unitFolders.map((folder) => isThere(`${folder}/docker.service`)));
	const systemd = units.includes(true) && (await isThere('/run/systemd/system'));
	if (!systemd && !(await isThere('/etc/init.d/docker'))) return undefined;
	const start: Command = systemd ? ['systemctl', 'start', 'docker'] : ['service', 'docker', 'start'];
	if (isRoot) return { what: 'Docker', command: start };
	return (await system.hasFreeSudo()) ? { what: 'Docker', command: ['sudo', '-n', ...start] } : undefined;
}

const desktopExe = '\\Docker\\Docker\\Docker Desktop.exe';
const windows = '/mnt/c/Windows/System32';

/** From WSL 2, through its interop. When Docker Desktop runs already, it only does not share this distribution. */
async function findDesktopOnWindows(
	{ shell }: Ports,
	isThere: (path: string) => Promise<boolean>,
	signal: AbortSignal,
): Promise<StartWay | undefined> {
	if (!(await isThere(`/mnt/c/Program Files${desktopExe.replaceAll('\\', '/')}`))) return undefined;
	const list: Command = [`${windows}/tasklist.exe`, '/NH', '/FI', 'IMAGENAME eq Docker Desktop.exe'];
	const tasks = await shell.run(list, { signal, timeoutMs: 5000 });
	if (tasks.kind === 'exited' && /^Docker Desktop\.exe/m.test(tasks.stdout)) return undefined;
	return desktop([`${windows}/WindowsPowerShell/v1.0/powershell.exe`, ...startProcess(`C:\\Program Files${desktopExe}`)]);
}

/** Comes back at once, while the program goes on. */
function startProcess(exe: string): readonly string[] {
	return ['-NoProfile', '-Command', `Start-Process '${exe}'`];
}
