import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { GIB, toSize } from '../../core/size.js';
import { found } from '../../knowledge/found.js';
import { type HostFacts, hostProbe } from './probe.js';

/** What every way of running the app needs of the machine. */
export function machineIsFit(dir: string): Check {
	return defineCheck({
		id: 'host.fit',
		title: 'This machine can run the setup',
		needs: { host: hostProbe(dir) },
		diagnose: ({ host }) => [...folderNotWritable(host), ...diskNearlyFull(host), ...slowWindowsDrive(host)],
		describe: ({ host }) => ({ subject: nameOf(host), fact: sizesOf(host) }),
	});
}

/** What a cluster on this machine needs beyond that. */
export function machineCanHoldCluster(dir: string): Check {
	return defineCheck({
		id: 'host.cluster-fit',
		title: 'This machine can hold a cluster',
		quiet: true,
		needs: { host: hostProbe(dir) },
		diagnose: ({ host }) => [...tooLittleMemory(host), ...tooFewCpus(host)],
		describe: ({ host }) => ({ subject: 'Room for a cluster', fact: `${host.cpus} CPU · ${toSize(host.memoryBytes)}` }),
	});
}

function nameOf(host: HostFacts): string {
	return host.wsl ? `${host.name} in WSL ${host.wsl}` : host.name;
}

function sizesOf({ cpus, memoryBytes, freeBytes }: HostFacts): string {
	const free = freeBytes === undefined ? [] : [`${toSize(freeBytes)} free`];
	return [`${cpus} CPU`, toSize(memoryBytes), ...free].join(' · ');
}

function folderNotWritable({ dir, writeProblem }: HostFacts): Finding[] {
	if (!writeProblem) return [];
	return [found('host.folder-not-writable', { says: ['The folder ', { path: dir }, ' cannot be written.'], because: `${writeProblem}.` })];
}

function diskNearlyFull({ dir, freeBytes }: HostFacts): Finding[] {
	if (freeBytes === undefined || freeBytes > 0.2 * GIB) return [];
	const because = `${toSize(freeBytes)} are free, at least 200 MiB are needed.`;
	return [found('host.disk-full', { says: ['The disk that holds ', { path: dir }, ' is nearly full.'], because })];
}

function slowWindowsDrive({ dir, onWindowsDrive }: HostFacts): Finding[] {
	if (!onWindowsDrive) return [];
	const says = ['The folder ', { path: dir }, ' is on a Windows drive: builds are slow there, and file permissions do not hold.'];
	return [found('host.windows-drive', { severity: 'warning', says })];
}

/** Whatever Docker says in WSL 1 only follows from that, so Docker's check asks this first. */
export function wsl1({ wsl, kernel, env }: HostFacts): Finding | undefined {
	if (wsl !== 1) return undefined;
	const distro = env.WSL_DISTRO_NAME ?? 'Ubuntu';
	return found('wsl.version-1', {
		says: 'This distribution runs as WSL 1, where containers cannot run.',
		because: `Its kernel calls itself ${kernel}.`,
		remedies: [{ kind: 'manual', says: 'Convert it to WSL 2, in PowerShell:', commands: [`wsl --set-version ${distro} 2`] }],
	});
}

function tooLittleMemory({ memoryBytes }: HostFacts): Finding[] {
	// Minikube refuses a node below 1800 MB, and the system needs a part as well.
	if (memoryBytes < 2.4 * GIB) {
		return [
			found('host.low-memory', {
				because: `${toSize(memoryBytes)} in all; a cluster with the app takes 2.4 GiB.`,
				remedies: [runWithoutCluster],
			}),
		];
	}
	if (memoryBytes >= 3.6 * GIB) return [];
	return [
		found('host.tight-memory', { severity: 'warning', because: `${toSize(memoryBytes)} in all; 4 GiB are comfortable.`, remedies: [] }),
	];
}

function tooFewCpus({ cpus }: HostFacts): Finding[] {
	if (cpus >= 2) return [];
	return [found('host.one-cpu', { says: 'Kubernetes needs 2 CPUs, this machine shows 1.', remedies: [runWithoutCluster] })];
}

/** The finding, with the way round that always works as its last remedy. */
export function orWithoutCluster(finding: Finding): Finding {
	return { ...finding, remedies: [...finding.remedies, runWithoutCluster] };
}

/** Offered wherever a cluster cannot be had. */
export const runWithoutCluster = {
	kind: 'answer',
	says: 'Run without Kubernetes',
	costs: 'on this machine, no cluster',
	answers: { cluster: 'none' },
} as const;
