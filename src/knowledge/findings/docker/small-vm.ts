import { entry } from '../../entry.js';

export const dockerSmallVm = entry({
	id: 'docker.small-vm',
	cause: 'insufficient-memory',
	layer: 'cluster',
	title: 'Docker gives containers too little for a cluster.',
	means: 'Docker Desktop and WSL keep containers in a virtual machine with a size of its own.',
	told: 'Docker reports fewer than 2 CPUs or less than 2 GiB, while the computer has more.',
	fixes: [
		{
			says: 'Raise memory and processors in .wslconfig in your Windows home folder, then restart WSL.',
			commands: ['wsl.exe --shutdown'],
			on: ['wsl2', 'windows'],
		},
		{ says: 'Docker Desktop > Settings > Resources: 2 CPU and 4 GB or more.' },
	],
	wizard: 'Compares the two, and offers to run without Kubernetes.',
});
