import type { Probe } from '../../core/check.js';
import type { SystemFacts } from '../../core/ports.js';
import type { Platform } from '../../knowledge/entry.js';

export interface HostFacts extends SystemFacts {
	/** 1 or 2 inside WSL, undefined elsewhere. */
	readonly wsl: 1 | 2 | undefined;
	/** The folder is on a Windows drive, seen from WSL: slow, and without Unix permissions. */
	readonly onWindowsDrive: boolean;
	readonly dir: string;
	/** What keeps us from writing into the folder. */
	readonly writeProblem: string | undefined;
	/** Proxy variables that are set, by their upper-case name, without credentials. */
	readonly proxies: Readonly<Record<string, string>>;
}

/** What this machine is. `dir` is the folder that the setup will live in. */
export function hostProbe(dir: string): Probe<HostFacts> {
	return {
		id: 'host',
		withinMs: 5000,
		async read(ports) {
			const [system, version, writeProblem] = await Promise.all([
				ports.system.read(dir),
				ports.files.read('/proc/version').catch(() => undefined),
				ports.files.writeProblem(dir),
			]);
			const wsl = parseWsl(`${system.kernel} ${version ?? ''}`);
			return {
				...system,
				wsl,
				dir,
				writeProblem,
				onWindowsDrive: wsl !== undefined && /^\/mnt\/[a-z](\/|$)/.test(dir),
				proxies: proxiesOf(system.env),
			};
		},
	};
}

/** The platform in the words of the knowledge. */
export function spokenPlatform({ platform, wsl }: Pick<HostFacts, 'platform' | 'wsl'>): Platform {
	if (wsl) return 'wsl2';
	return ({ linux: 'linux', darwin: 'macos', win32: 'windows', other: 'unknown' } as const)[platform];
}

/** WSL 1 calls itself "4.4.0-19041-Microsoft", WSL 2 "5.15.153.1-microsoft-standard-WSL2"; own WSL 2 kernels at least contain "WSL2". */
export function parseWsl(kernel: string): 1 | 2 | undefined {
	if (/WSL2|microsoft-standard/.test(kernel)) return 2;
	return /-Microsoft\b/.test(kernel) ? 1 : undefined;
}

function proxiesOf(env: SystemFacts['env']): Record<string, string> {
	const found: Record<string, string> = {};
	for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
		const value = env[name] ?? env[name.toLowerCase()];
		if (value) found[name] = value.replace(/\/\/[^/@]*@/, '//');
	}
	return found;
}
