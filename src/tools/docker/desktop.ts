import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Outcome } from '../../core/shell.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import { parseWsl } from '../host/probe.js';

/** Docker Desktop as its own system tells; inside WSL that is Windows, asked through interop. */
export interface DesktopFacts {
	/** `waiting`: its process runs, its engine does not yet (or hangs). `none`: there cannot be one here. */
	readonly state: 'running' | 'waiting' | 'stopped' | 'unknown' | 'none';
	/** What told. */
	readonly because: string | undefined;
	/** Memory and processors that .wslconfig gives to WSL, as written there. */
	readonly wslconfig: Readonly<Record<string, string>>;
}

const nothing: DesktopFacts = { state: 'none', because: undefined, wslconfig: {} };

export const desktopProbe: Probe<DesktopFacts> = {
	id: 'docker-desktop',
	withinMs: 6000,
	async read(ports, signal) {
		const { platform, kernel } = await ports.system.read('/');
		const ask = (...command: [string, ...string[]]) => ports.shell.run(command, { signal, timeoutMs: 5000 });
		if (platform === 'darwin') return { ...nothing, ...onMac(await ask('pgrep', '-x', 'com.docker.backend')) };
		const version = platform === 'linux' ? await ports.files.read('/proc/version').catch(() => undefined) : undefined;
		if (platform !== 'win32' && parseWsl(`${kernel} ${version ?? ''}`) !== 2) return nothing;
		const [tasks, distros, wslconfig] = await Promise.all([
			ask('tasklist.exe', '/NH', '/FO', 'CSV'),
			ask('wsl.exe', '--list', '--verbose'),
			readWslConfig(ports, signal),
		]);
		return { ...onWindows(tasks, distros), wslconfig };
	},
};

function onMac(outcome: Outcome): Pick<DesktopFacts, 'state' | 'because'> {
	if (outcome.kind !== 'exited') return { state: 'unknown', because: undefined };
	return outcome.code === 0
		? { state: 'running', because: 'the process com.docker.backend runs' }
		: { state: 'stopped', because: 'there is no process com.docker.backend' };
}

/** The list of processes decides; the list of distributions tells whether the engine is up. Names are never translated, states may be. */
export function onWindows(tasks: Outcome, distros: Outcome): Pick<DesktopFacts, 'state' | 'because'> {
	const processes = textOf(tasks);
	const list = textOf(distros);
	const row = /^\s*\*?\s*docker-desktop\s+(\S.*?)\s+\d\s*$/m.exec(list ?? '');
	if (processes === undefined && !row) return { state: 'unknown', because: undefined };
	const engine = row?.[1];
	const up = engine !== undefined && !/^Stopped$/i.test(engine);
	if (processes === undefined) {
		return { state: up ? 'running' : 'stopped', because: `wsl.exe --list: docker-desktop ${engine}` };
	}
	if (!/"(com\.docker\.backend|Docker Desktop)\.exe"/i.test(processes)) {
		return { state: 'stopped', because: 'Windows runs no process of Docker Desktop' };
	}
	// Without WSL (Hyper-V) there is no such distribution, and the process alone has to do.
	return engine === undefined || up
		? { state: 'running', because: 'Docker Desktop runs on Windows' }
		: { state: 'waiting', because: `Docker Desktop runs on Windows, its distribution docker-desktop is ${engine}` };
}

/** wsl.exe writes UTF-16, of which every second byte is zero. */
function textOf(outcome: Outcome): string | undefined {
	return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout.replaceAll('\0', '') : undefined;
}

async function readWslConfig({ shell, files }: Ports, signal: AbortSignal): Promise<Record<string, string>> {
	const home = await shell.run(['cmd.exe', '/c', 'echo %USERPROFILE%'], { signal, timeoutMs: 4000 });
	const [, drive, rest] = /^([A-Za-z]):\\(.*)$/m.exec(textOf(home)?.replaceAll('\r', '').trim() ?? '') ?? [];
	if (!drive || rest === undefined) return {};
	const text = await files.read(`/mnt/${drive.toLowerCase()}/${rest.replaceAll('\\', '/')}/.wslconfig`).catch(() => undefined);
	return parseWslConfig(text ?? '');
}

/** Keys of the section [wsl2]. */
export function parseWslConfig(text: string): Record<string, string> {
	const section = /^\[wsl2\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/im.exec(text)?.[1] ?? '';
	return Object.fromEntries([...section.matchAll(/^\s*(\w+)\s*=\s*([^\r\n#]+)/gm)].map(([, key = '', value = '']) => [key, value.trim()]));
}

/** What Docker Desktop's own check found wrong; undefined where there is none, or it took too long. */
export const selfTestProbe: Probe<readonly string[] | undefined> = {
	id: 'docker-self-test',
	withinMs: 7000,
	async read({ shell, files, system }, signal) {
		const { platform } = await system.read('/');
		const folder =
			platform === 'win32' ? 'C:\\Program Files\\Docker\\Docker\\resources\\' : '/mnt/c/Program Files/Docker/Docker/resources/';
		const program = `${folder}com.docker.diagnose.exe`;
		if (platform === 'darwin' || (await files.kind(program)) !== 'file') return undefined;
		const outcome = await shell.run([program, 'check'], { signal, timeoutMs: 6000 });
		return outcome.kind === 'exited' ? parseSelfTest(`${outcome.stdout}\n${outcome.stderr}`) : undefined;
	},
};

/** "[FAIL] DD0028: is there available VM disk space? ..." */
export function parseSelfTest(output: string): readonly string[] {
	return output
		.split(/\r?\n/)
		.filter((line) => /^\s*\[FAIL\] DD\d{4}/.test(line))
		.map((line) => line.trim());
}

/** What its tests are about; those that are not listed only follow from others. */
const tests: Readonly<Record<string, FindingId>> = {
	DD0001: 'docker.not-running',
	DD0002: 'wsl.virtualization-off',
	DD0004: 'docker.not-running',
	DD0011: 'docker.desktop-unresponsive',
	DD0016: 'docker.desktop-unresponsive',
	DD0017: 'wsl.virtualization-off',
	DD0018: 'wsl.virtualization-off',
	DD0021: 'wsl.virtualization-off',
	DD0022: 'wsl.virtualization-off',
	DD0025: 'docker.desktop-unresponsive',
	DD0026: 'docker.desktop-unresponsive',
	DD0027: 'docker.disk-full',
	DD0028: 'docker.disk-full',
	DD0029: 'docker.desktop-unresponsive',
	DD0031: 'docker.not-running',
	DD0032: 'docker.network-conflict',
	DD0035: 'host.clock-skew',
};

/** Docker Desktop's own view of itself, as evidence beside ours. */
export const desktopTestsItself = defineCheck({
	id: 'docker.self-test',
	title: 'Docker Desktop finds nothing wrong with itself',
	quiet: true,
	needs: { failures: selfTestProbe },
	diagnose: ({ failures = [] }): readonly Finding[] => {
		const first = failures.find((line) => tests[idOf(line)]);
		const id = first && tests[idOf(first)];
		return id ? [found(id, { severity: 'warning', because: failures.slice(0, 4).join('\n') })] : [];
	},
	describe: ({ failures }) => ({ subject: 'Docker Desktop check', fact: failures ? `${failures.length} of its tests fail` : 'not there' }),
});

function idOf(line: string): string {
	return /DD\d{4}/.exec(line)?.[0] ?? '';
}
