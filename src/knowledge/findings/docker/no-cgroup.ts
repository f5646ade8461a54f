import { decisive, entry, likely, strong } from '../../entry.js';

export const dockerNoCgroup = entry({
	id: 'docker.no-cgroup',
	cause: 'cgroup-not-mounted',
	layer: 'docker',
	title: 'The system offers no cgroups, so no container can start.',
	looks:
		'docker: Error response from daemon: cgroups: failed to find subsystem mount|PR_DOCKER_CGROUP_MOUNT|HOST_PIDS_CGROUP|cannot find cgroup mount destination: unknown.',
	means:
		'Containers are held to their limits by cgroups. Here the hierarchy is not mounted, which is typical of a Docker daemon started by hand inside WSL 2.',
	told: 'There are none at all. When cgroups exist and two programs disagree about their driver, the message speaks of "systemd" and "cgroupfs".',
	signs: [
		decisive(
			'the runtime finds no cgroup hierarchy',
			/cannot (find|found) cgroup mount( destination)?|mount: \/sys\/fs\/cgroup\S*: (wrong|unknown|permission|special|mount|can't)|cgroups?[\w ]{0,20}(mount ?point|mount destination|mount|hierarchy)[^\n]{0,30}(does not exist|not found|is missing)|(devices|memory|cpu\w*|pids|freezer|blkio) cgroup isn't mounted|no cgroup mount found|(?<!or the )cgroup\w* ?(v?[12] )?(is |are )?not (mounted|available|supported|enabled)|mountpoint for (devices|memory|cpu\w*|cgroup\w*|pids)[^\n]{0,20}not found|unable to find[^\n]{0,20}cgroup|failed to find (a )?(memory )?cgroup|cgroup mountpoint|missing (required )?cgroups?\b|CGROUPS_\w+: missing|couldn't find cgroup|cgroup subsystem not mounted|requires? cgroups? ?v2|need cgroups? ?v2|cgroups? ?v1 is not supported[^\n]{0,20}rootless|cgroup v2[^\n]{0,40}not (available|enabled|mounted|delegated)|error adding pid \d+ to cgroups|cannot enter cgroupv2|requested cgroup controller|property "Delegate=yes"|failed to find \w+ cgroup|HOST_CGROUP_NOT_SUPPORTED|subsystem mount for required subsystem|cgroup-root \S{1,40} doesn't exist|(?<!msg="Your )kernel does not support (CPU (CFS|shares|RT)|cgroup (cpu|blkio|namespaces)|block I\/O weight|pids limit)|(NanoCPUs|CPU[- ](shares|quota)|Memory limit|pids limit) can ?not be set/i,
		),
		decisive('the kubelet misses hierarchies', /has some missing paths: \/sys\/fs\/cgroup/i),
		likely('the node did not report that its system had started', /could not find a log line that matches[^\n]*cgroup/i, {
			unless: /too many open files|exec format error|does not match the detected host platform/i,
		}),
		strong(
			'a cgroup file is not there',
			/\/sys\/fs\/cgroup[\w./:@-]{0,400}[^\n]{0,60}(no such file|not a directory|read-only file system|not exist|not found|permission denied)/i,
		),
		likely(
			'memory cgroups are off in the kernel',
			/cgroup_enable=memory|memory cgroup (is )?(disabled|missing)|(?<!msg=")Your kernel does not support (memory|cgroup)(?! blkio)/i,
		),
	],
	symptomOf: ['wsl1-not-wsl2', 'cgroup-driver-mismatch'],
	topic: /cgroups?\b|cgroup2|cgroupfs-mount|\/sys\/fs\/cgroup\S{0,40}|cpuset|subsystem|hierarchy|controllers?|rootless|Delegate/i,
	fixes: [
		{
			says: 'Update WSL, switch systemd on, and use one Docker only (Docker Desktop or the one in the distribution).',
			commands: ['wsl.exe --update', 'wsl.exe --shutdown'],
			on: ['wsl2', 'windows'],
		},
		{
			says: 'Mount the cgroup hierarchy, or boot with systemd, which does it; then start Docker again.',
			commands: ['sudo mount -t cgroup2 none /sys/fs/cgroup', 'sudo systemctl restart docker'],
		},
	],
	wizard: 'Reads the cgroup version with the other facts of the machine, before anything is started.',
});
