import type { Redactor, Secret } from './secret.js';
import type { Command, Shell } from './shell.js';
import type { Tcp } from './tcp.js';

/** What kind of thing is at a path. */
export type Entry = 'file' | 'folder' | 'other' | 'nothing';

/** The file system. Paths are absolute. */
export interface Files {
	/** The text, or undefined when there is no such file. */
	read(path: string): Promise<string | undefined>;
	/** Writes the whole file or nothing (temporary file, then rename); makes its folders. Mode 0644 unless given. */
	write(path: string, text: string, mode?: number): Promise<void>;
	/** Copies one file byte by byte, making its folders. */
	copy(from: string, to: string): Promise<void>;
	/** SHA-256 of the bytes in hex, or undefined when there is no such file. */
	hash(path: string): Promise<string | undefined>;
	/** Every file below a folder as sorted relative paths with `/`; names in `without` are not entered. Nothing there: []. */
	list(folder: string, without?: readonly string[]): Promise<readonly string[]>;
	kind(path: string): Promise<Entry>;
	/** Deletes a file, or a folder with what is in it. Nothing there is fine. */
	remove(path: string): Promise<void>;
	/** Whether writing this file is refused to this user; false when there is none. On Windows only its attribute tells. */
	isReadOnly(path: string): Promise<boolean>;
	/** The problem that writing into this folder (or the nearest one that exists above it) would meet. */
	writeProblem(folder: string): Promise<string | undefined>;
}

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after the time, or rejects as soon as the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface HttpRequest {
	readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly json?: unknown;
	/** A bearer token, kept apart from the headers so that it can be a Secret. */
	readonly bearer?: Secret;
	/** Default 5,000. */
	readonly timeoutMs?: number;
	/** A GET to the internet, through the proxy that the environment names. The body comes only with a status of 400 and above. */
	readonly proxied?: boolean;
	/** What this machine does not know of the host: the address behind its name, and whose certificates to trust, as PEM. */
	readonly via?: { readonly address?: string; readonly ca?: string };
}

export type HttpAnswer =
	| {
			readonly kind: 'answered';
			readonly status: number;
			readonly type: string;
			readonly body: string;
			/** The header `date`. */
			readonly date?: string;
	  }
	| { readonly kind: 'unreachable'; readonly because: string }
	| { readonly kind: 'timed-out'; readonly afterMs: number };

export interface Http {
	request(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
}

/** A program that is brought onto this machine. */
export interface Download {
	readonly url: string;
	/** Of what the server sends, in hex; what does not match is deleted. */
	readonly sha256: string;
	/** The whole program or nothing, with mode 0755; what was there is replaced. */
	readonly to: string;
	/** The file of a .tar.gz that is meant. Without it, what the server sends is the program. */
	readonly member?: string;
	/** A certificate authority to trust beside the usual ones. */
	readonly caFile?: string;
	readonly onProgress?: (bytes: number, totalBytes: number | undefined) => void;
}

/** Why nothing came. */
export type DownloadProblem =
	/** The server is there, and does not give it. */
	| { readonly kind: 'refused'; readonly status: number }
	/** Every attempt failed. */
	| { readonly kind: 'unreachable'; readonly because: string };

export type DownloadEnd =
	| { readonly kind: 'done' }
	| { readonly kind: 'mismatch'; readonly found: string }
	| { readonly kind: 'not-written'; readonly because: string }
	| DownloadProblem;

/** Files of the internet, through the proxy that the environment names. Rejects only when the signal aborts. */
export interface Downloads {
	/** A short text, for instance a checksum. */
	text(
		url: string,
		options: { readonly caFile?: string; readonly signal: AbortSignal },
	): Promise<{ readonly kind: 'text'; readonly text: string } | DownloadProblem>;
	/** Goes on where an earlier attempt or run was cut off. */
	program(download: Download, signal: AbortSignal): Promise<DownloadEnd>;
}

/** What the running system says of itself; sizes in bytes. */
export interface SystemFacts {
	readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
	readonly arch: string;
	/** For instance "Ubuntu 24.04" or "macOS 15". */
	readonly name: string;
	readonly kernel: string;
	readonly cpus: number;
	readonly memoryBytes: number;
	readonly nodeVersion: string;
	readonly isRoot: boolean;
	readonly user: string;
	/** Numbers of the groups that this session has; [] on Windows. */
	readonly groupIds: readonly number[];
	/** undefined when there is none. */
	readonly home: string | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Free bytes where the folder is, undefined when unknown. */
	readonly freeBytes: number | undefined;
}

export interface System {
	/** `folder` is where the free space is asked. */
	read(folder: string): Promise<SystemFacts>;
	/** Whether a program could listen on this port of localhost now. */
	isPortFree(port: number): Promise<boolean>;
	/** Whether sudo works without a password. It is asked at most once, because it logs every refusal. */
	hasFreeSudo(): Promise<boolean>;
	/** Bytes from the system's random source, in base64url. */
	random(bytes: number): Secret;
	/** SHA-256 of a text in hex. */
	sha256(text: string): string;
	/** When a PEM certificate ends, in milliseconds since 1970; undefined when it is none. */
	certificateEnd(pem: string): number | undefined;
}

/** A program that outlives us: the app on this machine, or a port-forward. */
export interface DaemonSpec {
	/** Its name in the state folder: pid file, log file. */
	readonly name: string;
	readonly command: Command;
	/** Folder of pid and log files. */
	readonly stateDir: string;
	readonly env?: Readonly<Record<string, string>>;
	/** What the next run needs to know about it; written beside the pid. */
	readonly notes?: Readonly<Record<string, string | number>>;
}

export interface Daemon {
	readonly pid: number;
	readonly alive: boolean;
	readonly notes: Readonly<Record<string, string | number>>;
	readonly logFile: string;
}

export interface Daemons {
	start(spec: DaemonSpec): Promise<Daemon>;
	/** What the pid file says and whether that very process still runs; undefined when there is no (readable) pid file. */
	find(stateDir: string, name: string): Promise<Daemon | undefined>;
	/**
	 * Ends processes of `command` that work in this folder without a pid file: a run started them and was killed before
	 * it could write them down. Only Linux tells; elsewhere that window of some milliseconds stays open.
	 */
	endOrphans(stateDir: string, command: Command): Promise<void>;
	/** Ends it (gently, then hard after `graceMs`) and removes its pid file. Nothing there is fine. */
	stop(stateDir: string, name: string, graceMs?: number): Promise<void>;
}

/** Everything of the outside world that product code can touch. */
export interface Ports {
	readonly shell: Shell;
	readonly files: Files;
	readonly clock: Clock;
	readonly http: Http;
	readonly tcp: Tcp;
	readonly downloads: Downloads;
	readonly system: System;
	readonly daemons: Daemons;
	readonly redactor: Redactor;
}

/** What was chosen before, by folder; never a secret. */
export interface Memory {
	read(dir: string): Promise<Readonly<Record<string, string>>>;
	write(dir: string, answers: Readonly<Record<string, string>>): Promise<void>;
}

/** Keeps two runs on one folder apart. */
export interface Lock {
	/** Whether the holder still lives decides, not the file: a lock whose process is gone is taken over. */
	acquire(stateDir: string): Promise<{ readonly release: () => Promise<void> } | { readonly heldBy: number }>;
}

/** The record of a run: commands, exit codes, times and redacted output. */
export interface RunLog {
	/** One line; kept in memory until the log has a place. */
	write(line: string): void;
	/** From now on lines go to a file of this folder; its path, or undefined when the folder cannot be written. */
	keepIn(stateDir: string): Promise<string | undefined>;
	close(): Promise<void>;
}
