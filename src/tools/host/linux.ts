import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { type HostFacts, hostProbe } from './probe.js';

/** What the kernel and the first process offer to containers. */
export interface LinuxFacts {
	readonly systemd: boolean;
	readonly cgroup: 'v1' | 'v2' | 'none';
	/** Limits of watched files; undefined when the kernel does not tell. */
	readonly watchInstances: number | undefined;
	/** Members of the group "docker" as /etc/group lists them, and its number; undefined: there is no such group. */
	readonly dockerGroup: { readonly id: number; readonly members: readonly string[] } | undefined;
	/** The processor can run virtual machines. */
	readonly virtualisation: boolean;
}

/** Files of /proc, /sys and /etc; undefined where there is no Linux. */
export const linuxProbe: Probe<LinuxFacts | undefined> = {
	id: 'linux',
	withinMs: 3000,
	async read({ files }) {
		const text = (path: string) => files.read(path).catch(() => undefined);
		const [init, controllers, mounts, instances, groups, processors] = await Promise.all(
			[
				'/proc/1/comm',
				'/sys/fs/cgroup/cgroup.controllers',
				'/proc/mounts',
				'/proc/sys/fs/inotify/max_user_instances',
				'/etc/group',
				'/proc/cpuinfo',
			].map(text),
		);
		if (mounts === undefined) return undefined;
		return {
			systemd: init?.trim() === 'systemd',
			cgroup: controllers !== undefined ? 'v2' : /^\S+ \S+ cgroup /m.test(mounts) ? 'v1' : 'none',
			watchInstances: instances === undefined ? undefined : Number(instances),
			dockerGroup: parseDockerGroup(groups ?? ''),
			virtualisation: /^flags\s*:.*\b(vmx|svm)\b/m.test(processors ?? ''),
		};
	},
};

export function parseDockerGroup(groups: string): LinuxFacts['dockerGroup'] {
	const [, id, members = ''] = /^docker:[^:]*:(\d+):(.*)$/m.exec(groups) ?? [];
	return id === undefined ? undefined : { id: Number(id), members: members.split(',').filter(Boolean) };
}

/** How this user stands to the group "docker". */
export function dockerMembership(
	{ dockerGroup }: LinuxFacts,
	{ user, groupIds }: Pick<HostFacts, 'user' | 'groupIds'>,
): 'active' | 'new-session' | 'none' {
	if (!dockerGroup) return 'none';
	if (groupIds.includes(dockerGroup.id)) return 'active';
	// Groups are taken at login: who was added since must begin a new session.
	return dockerGroup.members.includes(user) ? 'new-session' : 'none';
}

/** What Docker's containers and Kubernetes ask of the kernel. */
export const kernelCheck = (dir: string) =>
	defineCheck({
		id: 'host.kernel',
		title: 'The kernel offers what containers need',
		needs: { linux: linuxProbe, host: hostProbe(dir) },
		diagnose: ({ linux, host }) => (linux ? [...noCgroup(linux), ...fewWatches(linux), ...noSystemd(linux, host)] : []),
		describe: ({ linux }) => ({
			subject: 'Kernel',
			fact: linux
				? `cgroup ${linux.cgroup} · ${linux.systemd ? 'systemd' : 'no systemd'}${linux.virtualisation ? ' · virtualisation' : ''}`
				: 'looked after by Docker Desktop',
		}),
	});

function noCgroup({ cgroup }: LinuxFacts): Finding[] {
	return cgroup === 'none'
		? [found('docker.no-cgroup', { because: '/proc/mounts lists no cgroup, and /sys/fs/cgroup has no controllers.' })]
		: [];
}

/** One node with the app takes about 60; kind with several nodes and editors on the same machine take the rest. */
const enoughInstances = 128;

function fewWatches({ watchInstances }: LinuxFacts): Finding[] {
	if (watchInstances === undefined || watchInstances >= enoughInstances) return [];
	return [
		found('host.inotify-limit', {
			severity: 'warning',
			says: 'The limit for watched files is low.',
			because: `fs.inotify.max_user_instances is ${watchInstances}; ${enoughInstances} and more are usual.`,
		}),
	];
}

/** Docker Desktop needs none; a Docker that is installed in the distribution does. */
function noSystemd({ systemd }: LinuxFacts, { wsl }: HostFacts): Finding[] {
	if (systemd || wsl !== 2) return [];
	return [found('wsl.no-systemd', { severity: 'note', because: 'Process 1 is not systemd.', platform: 'wsl2' })];
}
