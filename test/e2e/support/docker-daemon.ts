import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, type Machine, untilPrinted } from './machine.js';

export interface DaemonOptions {
	/** Who may use the socket. */
	readonly group: string;
	readonly env?: Readonly<Record<string, string>>;
	/** The size of a disk for its data, in MiB. */
	readonly diskMebibytes?: number;
}

/** A Docker daemon with nothing in common with the one of this machine; it lives in a machine of ours, whose network it may spoil. */
export class DockerDaemon {
	readonly #child: ChildProcess;
	readonly #folder: string;
	readonly socket: string;
	readonly host: string;

	private constructor(child: ChildProcess, folder: string) {
		this.#child = child;
		this.#folder = folder;
		this.socket = join(folder, 'docker.sock');
		this.host = `unix://${this.socket}`;
	}

	static async start(machine: Machine, { group, env = {}, diskMebibytes }: DaemonOptions): Promise<DockerDaemon> {
		const folder = mkdtempSync(join(tmpdir(), 'dockerd-'));
		execFileSync('chmod', ['755', folder]);
		const data = join(folder, 'data');
		mkdirSync(data);
		const flags = [
			...['--data-root', data, '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'pid')],
			...['--host', `unix://${join(folder, 'docker.sock')}`, '--group', group],
			// Where a containerd runs already, Docker uses it; names of our own keep us apart.
			...['--containerd-namespace', 'todo-test', '--containerd-plugins-namespace', 'todo-test-plugins'],
			// With bridge none Docker deletes the link docker0: never outside of a network of its own.
			...['--bridge', 'none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--storage-driver', 'vfs'],
		];
		const disk = diskMebibytes === undefined ? '' : `mount -t tmpfs -o size=${diskMebibytes}m tmpfs ${data} &&`;
		// What dockerd mounts goes with it, even when it is killed.
		const command = ['unshare', '--mount', 'sh', '-c', `${disk} exec dockerd "$@"`, 'sh', ...flags];
		const child = machine.start(command, env);
		const daemon = new DockerDaemon(child, folder);
		try {
			await untilPrinted(child, 'API listen on');
			return daemon;
		} catch (error) {
			await daemon.remove();
			throw error;
		}
	}

	/** Stopped as a service is: the socket goes. */
	stop(): Promise<void> {
		return end(this.#child);
	}

	/** Ended as by a crash: the socket stays, and nobody listens. */
	async crash(): Promise<void> {
		for (const path of ['pid', join('exec', 'containerd', 'containerd.pid')]) this.#kill(join(this.#folder, path));
		await end(this.#child);
	}

	async remove(): Promise<void> {
		await this.stop();
		await this.crash();
		rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
	}

	/** Only what names our folder on its command line: a number may be somebody else's by now. */
	#kill(pidFile: string): void {
		if (!existsSync(pidFile)) return;
		const pid = Number(readFileSync(pidFile, 'utf8'));
		try {
			if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.#folder)) process.kill(pid, 'SIGKILL');
		} catch {
			// It ended before.
		}
	}
}
