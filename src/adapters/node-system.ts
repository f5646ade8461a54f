import { execFile } from 'node:child_process';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import { dirname } from 'node:path';
import type { System, SystemFacts } from '../core/ports.js';
import { Secret } from '../core/secret.js';

/** What Node and the files in /proc and /etc say about this machine. */
export function nodeSystem(env: NodeJS.ProcessEnv): System {
	let freeSudo: Promise<boolean> | undefined;
	return {
		async read(folder) {
			const [name, freeBytes] = await Promise.all([systemName(), freeIn(folder)]);
			const user = currentUser();
			return {
				platform: toPlatform(process.platform),
				arch: process.arch,
				name,
				kernel: os.release(),
				cpus: os.availableParallelism(),
				memoryBytes: os.totalmem(),
				nodeVersion: process.versions.node,
				isRoot: process.getuid?.() === 0,
				user,
				groupIds: process.getgroups?.() ?? [],
				home: env.HOME ?? env.USERPROFILE,
				env,
				freeBytes,
			};
		},
		isPortFree: (port) =>
			new Promise((resolve) => {
				const server = createServer();
				server.once('error', () => resolve(false));
				server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
			}),
		hasFreeSudo() {
			freeSudo ??= new Promise((resolve) => {
				execFile('sudo', ['-n', 'true'], { env, timeout: 3000 }, (error) => resolve(error === null));
			});
			return freeSudo;
		},
		random: (bytes) => new Secret(randomBytes(bytes).toString('base64url')),
		certificateEnd(pem) {
			try {
				return Date.parse(new X509Certificate(pem).validTo);
			} catch {
				return undefined;
			}
		},
		sha256: (text) => createHash('sha256').update(text).digest('hex'),
	};
}

function toPlatform(platform: NodeJS.Platform): SystemFacts['platform'] {
	return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}

/** The login name; a container may run as a UID without one. */
function currentUser(): string {
	try {
		return os.userInfo().username;
	} catch {
		return String(process.getuid?.() ?? 'unknown');
	}
}

async function systemName(): Promise<string> {
	if (process.platform === 'darwin') return `macOS (Darwin ${os.release()})`;
	if (process.platform === 'win32') return os.version();
	const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
	const field = (key: string) => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(release)?.[1];
	return [field('NAME')?.replace(' GNU/Linux', ''), field('VERSION_ID')].filter(Boolean).join(' ') || os.type();
}

async function freeIn(folder: string): Promise<number | undefined> {
	for (let path = folder; ; path = dirname(path)) {
		const found = await statfs(path).catch(() => undefined);
		if (found) return found.bavail * found.bsize;
		if (dirname(path) === path) return undefined;
	}
}
