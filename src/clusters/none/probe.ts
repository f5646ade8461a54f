import type { Access } from '../../core/app.js';
import type { Probe } from '../../core/check.js';
import type { Daemon } from '../../core/ports.js';

export const appName = 'app';

export interface LocalAppFacts {
	readonly daemon: Daemon | undefined;
	/** It answers /ready with 200. */
	readonly ready: boolean;
	/** Its page is served, which needs the files it was started with. */
	readonly page: boolean;
	/** What it said instead. */
	readonly because: string | undefined;
}

/** The app's process on this machine: whether it lives, and whether it answers. */
export function localAppProbe(stateDir: string): Probe<LocalAppFacts> {
	return {
		id: `none.app:${stateDir}`,
		async read({ daemons, http }, signal) {
			const daemon = await daemons.find(stateDir, appName);
			if (!daemon) return { daemon, ready: false, page: false, because: 'it was not started' };
			if (!daemon.alive) return { daemon, ready: false, page: false, because: `its process ${daemon.pid} has ended` };
			const base = `http://127.0.0.1:${daemon.notes.port}`;
			const [ready, page] = await Promise.all([
				http.request({ url: `${base}/ready`, timeoutMs: 3000 }, signal),
				http.request({ url: `${base}/`, headers: { accept: 'text/html' }, timeoutMs: 3000 }, signal),
			]);
			const because =
				ready.kind === 'answered'
					? ready.status === 200
						? undefined
						: `/ready answers ${ready.status}: ${ready.body.slice(0, 200)}`
					: ready.kind === 'timed-out'
						? '/ready does not answer'
						: ready.because;
			return {
				daemon,
				ready: ready.kind === 'answered' && ready.status === 200,
				page: page.kind === 'answered' && page.status === 200,
				because,
			};
		},
	};
}

export function localAccess(stateDir: string): Probe<Access> {
	return {
		id: `access.local:${stateDir}`,
		async read({ daemons }) {
			const daemon = await daemons.find(stateDir, appName);
			return daemon?.alive
				? { url: `http://localhost:${daemon.notes.port}` }
				: { url: undefined, because: 'the app is not running on this machine' };
		},
	};
}

/** Names of the secret files that hold something, with a checksum of each. */
export function localSecretsProbe(stateDir: string): Probe<Readonly<Record<string, string>>> {
	const dir = secretsDir(stateDir);
	return {
		id: `none.secrets:${stateDir}`,
		async read({ files, system }) {
			const names = await files.list(dir);
			const entries = await Promise.all(
				names.map(async (name) => [name, (await files.read(`${dir}/${name}`).catch(() => undefined)) ?? ''] as const),
			);
			return Object.fromEntries(entries.filter(([, value]) => value !== '').map(([name, value]) => [name, system.sha256(value)]));
		},
	};
}

/** What the app prints, of all its runs. */
export function logFileOf(stateDir: string): string {
	return `${stateDir}/${appName}.log`;
}

export function secretsDir(stateDir: string): string {
	return `${stateDir}/secrets`;
}
