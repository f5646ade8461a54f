import { decisive, entry, likely } from '../../entry.js';

export const hostInotifyLimit = entry({
	id: 'host.inotify-limit',
	cause: 'inotify-limit-too-low',
	layer: 'cluster',
	title: "The kernel's limit for watched files is used up.",
	looks: 'failed to create fsnotify watcher: too many open files',
	means: 'Every container that watches files takes from one small allowance of the whole machine. With several nodes it is soon used up.',
	told: 'The words are about watchers, inotify or fsnotify. It is not the disk, although it can say "no space left on device".',
	signs: [
		decisive(
			'a file watcher could not be made',
			/(inotify|fsnotify|max_user_(instances|watches))[^\n]{0,120}(too many|no space|limit|fail|error|cannot|unable|could ?n[o']t|low|exhaust|reached|insufficient)|(too many|no space|limit|fail|error|cannot|unable|could ?n[o']t|low|exhaust|reached|insufficient|increase|raise)[^\n]{0,120}(inotify|fsnotify|max_user_(instances|watches))|System limit for number of file watchers|file ?watch(er|es)?[^\n]{0,60}(too many|limit|ENOSPC|no space)|(create|start|add|allocate|init)\w*[^\n]{0,30}watch\w*[^\n]{0,60}(too many open files|no space left)|Failed to allocate directory watch/i,
		),
		{ says: 'a further node could not join on this machine', pattern: /failed to join node with kubeadm/i, weight: 0.4 },
		likely('too many files are open', /too many open files|EMFILE/i),
	],
	topic: /inotify|fsnotify|watch\w*|too many open files|max_user_\w+|ulimit|nofile|EMFILE|file descriptors?/i,
	fixes: [
		{
			says: 'Raise the two limits of the kernel, now and for the next start.',
			commands: [
				'sudo sysctl -w fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288',
				"printf 'fs.inotify.max_user_instances=512\\nfs.inotify.max_user_watches=524288\\n' | sudo tee /etc/sysctl.d/99-inotify.conf",
			],
		},
	],
	wizard: 'Reads both limits with the other facts of the machine.',
});
