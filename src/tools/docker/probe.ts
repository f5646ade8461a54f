import type { Probe } from '../../core/check.js';
import type { Outcome } from '../../core/shell.js';
import { parseJson } from '../version.js';
import { findStart, type StartWay } from './start-way.js';

/** Why Docker does not answer. */
export type DockerProblem = 'missing' | 'wsl-shim' | 'not-running' | 'permission' | 'context' | 'no-answer' | 'unknown';

export interface DockerFacts {
	/** undefined: the daemon answers. */
	readonly problem: DockerProblem | undefined;
	/** What Docker said about the problem, in one line. */
	readonly said: string | undefined;
	readonly client: string | undefined;
	readonly server: string | undefined;
	readonly kind: 'Desktop' | 'Engine';
	/** What containers can use, which is the VM's with Docker Desktop. */
	readonly memoryBytes: number;
	readonly cpus: number;
	/** "linux", or "windows" when Docker Desktop runs Windows containers. */
	readonly containers: string;
	readonly context: string | undefined;
	/** Where images and volumes are kept, on the daemon's system. */
	readonly root: string | undefined;
	readonly cgroupDriver: string | undefined;
	/** The plugin for newer builds is there. */
	readonly buildx: boolean;
	/** What the daemon itself warns of. */
	readonly warnings: readonly string[];
	/** How we can start it; undefined when it runs, or when only the user can. */
	readonly start?: StartWay;
}

/** Docker, its daemon and what it can use; one command. */
export const dockerAnswersProbe: Probe<DockerFacts> = {
	id: 'docker.answers',
	withinMs: 12_000,
	read: async ({ shell }, signal) =>
		toDockerFacts(await shell.run(['docker', 'info', '--format', '{{json .}}'], { signal, timeoutMs: 10_000 })),
};

/** The same, and for one that is stopped how it can be started. */
export const dockerProbe: Probe<DockerFacts> = {
	id: 'docker',
	withinMs: 18_000,
	async read(ports, signal) {
		const facts = await dockerAnswersProbe.read(ports, signal);
		if (facts.problem !== 'not-running' && facts.problem !== 'wsl-shim') return facts;
		const start = await findStart(ports, facts, signal);
		return start ? { ...facts, start } : facts;
	},
};

/** The part of `docker info --format '{{json .}}'` that we read; without a daemon most of it is absent or empty. */
interface DockerInfo {
	readonly ServerVersion?: string;
	readonly OperatingSystem?: string;
	readonly OSType?: string;
	readonly NCPU?: number;
	readonly MemTotal?: number;
	readonly ServerErrors?: readonly string[] | null;
	readonly DockerRootDir?: string;
	readonly CgroupDriver?: string;
	readonly Warnings?: readonly string[] | null;
	readonly ClientInfo?: {
		readonly Version?: string;
		readonly Context?: string;
		readonly Plugins?: readonly { readonly Name?: string }[] | null;
	};
}

export function toDockerFacts(outcome: Outcome): DockerFacts {
	if (outcome.kind === 'missing') return { ...nothingKnown, problem: 'missing' };
	if (outcome.kind !== 'exited') return { ...nothingKnown, problem: 'no-answer', said: 'docker info did not answer within 10 s' };
	const info = (parseJson(outcome.stdout.trim()) ?? {}) as DockerInfo;
	const complaint = [...(info.ServerErrors ?? []), outcome.stderr, info.ServerVersion ? '' : outcome.stdout].join('\n').trim();
	const failed = outcome.code !== 0 || (info.ServerErrors ?? []).length > 0 || !info.ServerVersion;
	return {
		problem: failed ? toDockerProblem(complaint) : undefined,
		said: failed ? firstSentence(complaint) : undefined,
		client: info.ClientInfo?.Version,
		server: info.ServerVersion || undefined,
		kind: /docker desktop/i.test(info.OperatingSystem ?? '') || /desktop/.test(info.ClientInfo?.Context ?? '') ? 'Desktop' : 'Engine',
		memoryBytes: info.MemTotal ?? 0,
		cpus: info.NCPU ?? 0,
		containers: info.OSType || 'linux',
		context: info.ClientInfo?.Context,
		root: info.DockerRootDir || undefined,
		cgroupDriver: info.CgroupDriver || undefined,
		buildx: (info.ClientInfo?.Plugins ?? []).some(({ Name }) => Name === 'buildx'),
		warnings: info.Warnings ?? [],
	};
}

const nothingKnown: DockerFacts = {
	problem: undefined,
	said: undefined,
	client: undefined,
	server: undefined,
	kind: 'Engine',
	memoryBytes: 0,
	cpus: 0,
	containers: 'linux',
	context: undefined,
	root: undefined,
	cgroupDriver: undefined,
	buildx: false,
	warnings: [],
};

/** Told by the mechanism that failed: which layer refused, not which sentence a version prints. */
export function toDockerProblem(said: string): DockerProblem {
	if (/could not be found in this WSL/i.test(said)) return 'wsl-shim';
	if (/permission denied|access is denied/i.test(said)) return 'permission';
	// Of what the client writes as an address, "%2F" begins a socket or pipe of this machine; a name or number leads away from it.
	if (
		/cannot connect to the docker daemon at (tcp|https?|ssh):|error during connect: [^\n]*"https?:\/\/(?!%2F)|unable to resolve docker endpoint|context ".*" (does not exist|not found)|current docker cli context|unable to parse docker host|no such host/i.test(
			said,
		)
	)
		return 'context';
	if (
		/cannot connect|is the docker daemon running|no such file or directory|connection refused|cannot find the file|failed to connect/i.test(
			said,
		)
	)
		return 'not-running';
	return 'unknown';
}

function firstSentence(said: string): string {
	const [line = ''] = said.split(/\r?\n/).filter((text) => text.trim() !== '' && !text.startsWith('{'));
	return line.trim().slice(0, 300);
}
