import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recording } from '../../support/fixtures.js';

/** Windows around a distribution, as far as that one can see it. */
export interface Windows {
	readonly wsl?: 1 | 2;
	/** `waiting`: its process runs, its distribution does not. */
	readonly desktop?: 'running' | 'waiting' | 'stopped';
	/** Programs of Windows can be started from here. */
	readonly interop?: boolean;
	/** The name of process 1. */
	readonly init?: string;
	/** What replaces the stand-in that Docker Desktop leaves where it does not share itself; lines of sh. */
	readonly docker?: string;
	readonly wslconfig?: string;
	/** What Docker Desktop's own check prints. */
	readonly selfTest?: string;
}

const kernels = {
	1: 'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com) (gcc version 5.4.0 (GCC) ) #1237-Microsoft Sat Sep 11 14:32:00 PST 2021',
	2: 'Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1) (gcc (GCC) 11.2.0, GNU ld (GNU Binutils) 2.37) #1 SMP Fri Mar 29 23:14:13 UTC 2024',
};

/** Makes the files of a WSL distribution below a folder: PATH gets `bin` as its first, and the lines are the mounts of a Machine. */
export function makeWindows(root: string, windows: Windows): { readonly bin: string; readonly mounts: readonly string[] } {
	const { wsl = 2, desktop = 'running', interop = true, init = 'systemd', wslconfig, selfTest } = windows;
	const bin = join(root, 'bin');
	const drive = join(root, 'drive-c');
	const write = (path: string, content: string | Buffer, mode = 0o644) => {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content, { mode });
	};
	/** A program that prints what is recorded, byte by byte. */
	const program = (path: string, prints: string | Buffer, code = 0) => {
		write(`${path}.out`, prints);
		write(path, `#!/bin/sh\ncat '${path}.out'\nexit ${code}\n`, 0o755);
	};
	const stub = wsl === 1 ? 'docker/info.wsl1.docs-issue-11087.txt' : 'docker/docker-version.wsl-integration-off.f101.txt';
	if (windows.docker === undefined) program(join(bin, 'docker'), `\n${recording(stub)}\n`, 1);
	else write(join(bin, 'docker'), `#!/bin/sh\n${windows.docker}\n`, 0o755);
	if (interop) {
		program(join(bin, 'tasklist.exe'), tasks(desktop));
		program(join(bin, 'wsl.exe'), distributions(desktop));
		program(join(bin, 'cmd.exe'), 'C:\\Users\\Ada Lovelace\r\n');
	}
	mkdirSync(drive, { recursive: true });
	if (wslconfig !== undefined) write(join(drive, 'Users/Ada Lovelace/.wslconfig'), wslconfig);
	const diagnose = 'Program Files/Docker/Docker/resources/com.docker.diagnose.exe';
	if (selfTest !== undefined) {
		program(join(bin, 'self-test'), selfTest, 1);
		mkdirSync(dirname(join(drive, diagnose)), { recursive: true });
		cpSync(join(bin, 'self-test'), join(drive, diagnose));
		chmodSync(join(drive, diagnose), 0o755);
	}
	write(join(root, 'version'), `${kernels[wsl]}\n`);
	write(join(root, 'comm'), `${init}\n`);
	const mounts = [
		`mount --bind '${root}/version' /proc/version`,
		`mount --bind '${root}/comm' /proc/1/comm`,
		'mkdir -p /mnt && mount -t tmpfs tmpfs /mnt',
		`mkdir /mnt/c && chmod 755 /mnt && mount --bind '${drive}' /mnt/c && chmod 777 /mnt/c`,
		// Without systemd there is no folder by which its programs know it.
		...(init === 'systemd' ? [] : ['if [ -d /run/systemd ]; then mount -t tmpfs tmpfs /run/systemd; fi']),
	];
	return { bin, mounts };
}

function tasks(desktop: Windows['desktop']): string {
	const names = [
		'System',
		'explorer.exe',
		'wslservice.exe',
		...(desktop === 'stopped' ? [] : ['Docker Desktop.exe', 'com.docker.backend.exe']),
	];
	return names.map((name, at) => `"${name}","${4 + 1024 * at}","Console","1","61,344 K"\r\n`).join('');
}

/** In UTF-16, as wsl.exe writes. */
function distributions(desktop: Windows['desktop']): Buffer {
	const state = desktop === 'running' ? 'Running' : 'Stopped';
	const lines = [
		'  NAME              STATE           VERSION',
		'* Ubuntu-24.04      Running         2',
		`  docker-desktop    ${state}         2`,
		'',
	];
	return Buffer.from(lines.join('\r\n'), 'utf16le');
}
