import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../../src/demo/world.js';
import { dockerMembership, kernelCheck, linuxProbe, parseDockerGroup } from '../../../src/tools/host/linux.js';
import { noAbort, portsWith } from '../../support/context.js';
import { hostFacts } from '../../support/host-facts.js';
import { ScriptedShell } from '../../support/scripted-shell.js';

const files = (texts: Record<string, string>) =>
	Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text, mode: 0o444 }]));
const read = (texts: Record<string, string>) =>
	linuxProbe.read(portsWith(new ScriptedShell({}), { ...freshWorld(), files: files(texts) }), noAbort);

const ubuntu = {
	'/proc/1/comm': 'systemd\n',
	'/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
	'/proc/mounts': 'cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0\n',
	'/proc/sys/fs/inotify/max_user_instances': '128\n',
	'/etc/group': 'root:x:0:\ndocker:x:998:ada,grace\nada:x:1000:\n',
	'/proc/cpuinfo': 'flags\t\t: fpu vme de pse vmx ssse3\n',
};

describe('the kernel', () => {
	it('is read from its files', async () => {
		expect(await read(ubuntu)).toEqual({
			systemd: true,
			cgroup: 'v2',
			watchInstances: 128,
			dockerGroup: { id: 998, members: ['ada', 'grace'] },
			virtualisation: true,
		});
		expect(
			await read({ '/proc/1/comm': 'init(Ubuntu)\n', '/proc/mounts': 'cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0\n' }),
		).toMatchObject({ systemd: false, cgroup: 'v1' });
		expect(await read({ '/proc/mounts': 'rootfs / wslfs rw,noatime 0 0\n' })).toMatchObject({ cgroup: 'none' });
		expect(await read({})).toBeUndefined();
	});

	it('is found wanting without cgroups, with few watches, and in WSL without systemd', async () => {
		const ids = async (texts: Record<string, string>, wsl?: 1 | 2) =>
			kernelCheck('/x')
				.diagnose({ linux: await read(texts), host: hostFacts({ wsl }) } as never)
				.map(({ id, severity }) => `${id} ${severity}`);

		expect(await ids(ubuntu)).toEqual([]);
		expect(await ids({ ...ubuntu, '/proc/1/comm': 'init\n' }, 2)).toEqual(['wsl.no-systemd note']);
		expect(await ids({ ...ubuntu, '/proc/sys/fs/inotify/max_user_instances': '64\n' })).toEqual(['host.inotify-limit warning']);
		expect(await ids({ '/proc/1/comm': 'systemd\n', '/proc/mounts': 'x / ext4 rw 0 0\n' })).toEqual(['docker.no-cgroup blocker']);
	});
});

describe('the group "docker"', () => {
	it('has members, and sessions that were begun before them', async () => {
		const linux = await read(ubuntu);
		if (!linux) throw new Error('no facts');
		expect(dockerMembership(linux, { user: 'ada', groupIds: [1000, 998] })).toBe('active');
		expect(dockerMembership(linux, { user: 'ada', groupIds: [1000] })).toBe('new-session');
		expect(dockerMembership(linux, { user: 'bob', groupIds: [1001] })).toBe('none');
		expect(parseDockerGroup('root:x:0:\n')).toBeUndefined();
	});
});
