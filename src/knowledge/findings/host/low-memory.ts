import { decisive, entry, likely, strong } from '../../entry.js';

export const hostLowMemory = entry({
	id: 'host.low-memory',
	cause: 'insufficient-memory',
	layer: 'cluster',
	title: 'There is too little memory for a cluster.',
	looks: 'Not enough memory in the system to start the virtual machine minikube.',
	means: "A node needs 1800 MB at the least. In Docker Desktop and WSL the limit is the virtual machine's.",
	told: 'It happens before any pod exists. A pod that is ended later for its memory says "OOMKilled".',
	signs: [
		strong('WSL is given very little memory', /(wslconfig|WSL)[^\n]{0,60}(?<!\d)(\d{3}|1[0-7]\d{2}) ?MB/i, { in: 'facts' }),
		decisive(
			'the node would have too little memory',
			/RSRC_(INSUFFICIENT|OVER_ALLOC|DOCKER)\w*MEM\w*|only has \d+ ?Mi?B available, less than|(requested|system|available|minimum|usable)[^\n]{0,40}memory[^\n]{0,60}(less than|more than|greater than|exceeds|below|not enough|is too)|not enough memory (in the system |resources )?(is |are )?(to start|available)|cannot set up guest memory|RSRC_(KVM|SSH|SCP)_OOM|Ran out of memory|0x8007000E|0x800705AA|ERROR Mem\]|system RAM \(\d+ MB\) is less|less than the minimum[^\n]{0,30}\d+ ?MB|(has|have) only \d+ ?Mi?B|only has \d+ ?Mi?B|Docker Desktop (only )?has (only )?\d+ ?MB|Insufficient system resources exist|(hat nur|ne dispose que de|hanya memiliki|只有) \d+ ?M[Bo]|(Speicherzuweisung|allocation de m[ée]moire|asignaci[óo]n de memoria|内存分配|メモリー割り当て|Alokasi memori)[^\n]{0,160}(mehr als|weniger als|sup[ée]rieure|inf[ée]rieure|superior|inferior|大于|小于|超|未満|kurang|melebihi)|Nicht gen[üu]gend (Arbeitss|S)peicher|m[ée]moire insuffisante|No hay (suficiente )?memoria|mem[óo]ria insuficiente|Недостаточно памяти|内存不足|VERR_NO_MEMORY|VERR_EM_NO_MEMORY|(memory|RAM)[^\n]{0,20}(is )?insufficient (for|to)|insufficient memory (to|for) /i,
			{ unless: /nodes are available|FailedScheduling/i },
		),
		strong('a step of a build was killed', /(returned a non-zero code|did not complete successfully: exit code): 137/i),
		likely(
			'a program could not get memory',
			/Cannot allocate memory|ENOMEM|JavaScript heap out of memory|std::bad_alloc|out of memory|exit code:? 137|errno 137|signal: killed|^Killed$/im,
			{ unless: /OOMKilled|CrashLoopBackOff|kubectl (describe|get|logs)|Last State|cgroup out of memory/i },
		),
	],
	topic: /memory|\bRAM\b|\d+ ?[MG]i?B\b|killed|allocat\w*|heap|wslconfig|out of memory|\bswap\b/i,
	fixes: [
		{
			says: 'Raise the memory of WSL in .wslconfig in your Windows home folder, then restart it.',
			commands: ["printf '[wsl2]\\nmemory=6GB\\nprocessors=4\\n' >> /mnt/c/Users/YOU/.wslconfig", 'wsl.exe --shutdown'],
			on: ['wsl2', 'windows'],
		},
		{
			says: 'Give Docker or the virtual machine more memory (Docker Desktop > Settings > Resources), close other programs, or ask for less.',
			commands: ['docker info --format {{.MemTotal}}', 'minikube start --memory=2200'],
		},
	],
	wizard: 'Sizes the node by the memory that Docker has, and offers to run without Kubernetes where it does not suffice.',
});
