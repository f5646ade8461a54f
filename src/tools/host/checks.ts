import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { GIB, toSize } from '../../core/size.js';
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
		diagnose: ({ host }) => [...wsl1(host), ...tooLittleMemory(host), ...tooFewCpus(host)],
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
	return [
		{
			id: 'host.folder-not-writable',
			severity: 'blocker',
			says: ['The folder ', { path: dir }, ' cannot be written.'],
			because: `${writeProblem}.`,
			remedies: [
				{
					kind: 'manual',
					says: 'Choose a folder of your own with --dir, or run this in one.',
					commands: ['todo-k8s-setup --dir ~/todo-k8s'],
				},
			],
		},
	];
}

function diskNearlyFull({ dir, freeBytes }: HostFacts): Finding[] {
	if (freeBytes === undefined || freeBytes > 0.2 * GIB) return [];
	return [
		{
			id: 'host.disk-full',
			severity: 'blocker',
			cause: 'disk-full',
			says: ['The disk that holds ', { path: dir }, ' is nearly full.'],
			because: `${toSize(freeBytes)} are free, at least 200 MiB are needed.`,
			remedies: [
				{
					kind: 'manual',
					says: 'Free some space, for instance from Docker images that nobody uses.',
					commands: ['docker system df', 'docker system prune'],
				},
			],
		},
	];
}

function slowWindowsDrive({ dir, onWindowsDrive }: HostFacts): Finding[] {
	if (!onWindowsDrive) return [];
	return [
		{
			id: 'host.windows-drive',
			severity: 'warning',
			says: ['The folder ', { path: dir }, ' is on a Windows drive: builds are slow there, and file permissions do not hold.'],
			remedies: [{ kind: 'manual', says: 'Work in your Linux home folder.', commands: ['cd ~'] }],
		},
	];
}

function wsl1({ wsl, kernel, env }: HostFacts): Finding[] {
	if (wsl !== 1) return [];
	const distro = env.WSL_DISTRO_NAME ?? 'Ubuntu';
	return [
		{
			id: 'wsl.version-1',
			severity: 'blocker',
			cause: 'wsl1-not-wsl2',
			says: 'This distribution runs as WSL 1, where containers cannot run.',
			because: `Its kernel calls itself ${kernel}.`,
			remedies: [{ kind: 'manual', says: 'Convert it to WSL 2, in PowerShell:', commands: [`wsl --set-version ${distro} 2`] }],
		},
	];
}

function tooLittleMemory({ memoryBytes }: HostFacts): Finding[] {
	// Minikube refuses a node below 1800 MB, and the system needs a part as well.
	if (memoryBytes < 2.4 * GIB) {
		return [
			{
				id: 'host.low-memory',
				severity: 'blocker',
				cause: 'insufficient-memory',
				says: 'There is too little memory for a cluster.',
				because: `${toSize(memoryBytes)} in all; a cluster with the app takes 2.4 GiB.`,
				remedies: [runWithoutCluster],
			},
		];
	}
	if (memoryBytes >= 3.6 * GIB) return [];
	return [
		{
			id: 'host.tight-memory',
			severity: 'warning',
			says: 'Memory is tight for a cluster.',
			because: `${toSize(memoryBytes)} in all; 4 GiB are comfortable.`,
			remedies: [],
		},
	];
}

function tooFewCpus({ cpus }: HostFacts): Finding[] {
	if (cpus >= 2) return [];
	return [
		{
			id: 'host.one-cpu',
			severity: 'blocker',
			cause: 'insufficient-cpu',
			says: 'Kubernetes needs 2 CPUs, this machine shows 1.',
			remedies: [runWithoutCluster],
		},
	];
}

/** Offered wherever a cluster cannot be had. */
export const runWithoutCluster = {
	kind: 'answer',
	says: 'Run without Kubernetes',
	costs: 'on this machine, no cluster',
	answers: { cluster: 'none' },
} as const;
