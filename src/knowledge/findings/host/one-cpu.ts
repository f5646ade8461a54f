import { decisive, entry } from '../../entry.js';

export const hostOneCpu = entry({
	id: 'host.one-cpu',
	cause: 'insufficient-cpu',
	layer: 'cluster',
	title: 'There are fewer than two CPUs for the node.',
	looks: 'X Exiting due to RSRC_DOCKER_CORES|RSRC_INSUFFICIENT_CORES: Requested cpu count 2 is greater than the available cpus of 1',
	means: "Kubernetes needs two CPUs. In Docker Desktop and WSL the number is the virtual machine's, not the computer's.",
	told: 'It is said before any pod exists. "Insufficient cpu" about a pod means its requests.',
	signs: [
		decisive(
			'the node would have too few CPUs',
			/RSRC_INSUFFICIENT_CORES|ERROR NumCPU|requested cpu count \d+ is (greater|less)|has less than 2 CPUs|number of available CPUs \d+ is less|(available|requires?|need)[^\n]{0,40}(at least )?(2|two) (or more )?(CPUs?|cores)|Range of CPUs is from|CPUs? (is|are) (less|fewer|greater|more) than|not enough CPUs|(menos de|weniger als|moins de|kurang dari) (2|dos|zwei|deux) (CPU|processeur|procesador)|(少于|不足) ?2 ?[个個] ?CPU|CPU[^\n]{0,12}(少于|不足|未満) ?2|2 ?[つ個]未満|CPU[^\n]{0,8}2 ?[つ個]未満|(only|has) [01] (CPU|core|logical processor|vCPU)s?\b|(at least|minimum (is|of)) (2|two) (CPU|core)|Invalid virtual CPU count|(too many|cannot assign[^\n]{0,12}) virtual processors|greater than the available cpus|less than the (minimum|required)[^\n]{0,12}(cpus?|cores)/i,
			{ unless: /nodes are available/ },
		),
		decisive(
			'Minikube sees one CPU, or fewer than it asks for',
			/CPUs=\S+\) \(1 available\)|CPUs=([3-9]|\d\d)\) \(2 available\)|CPUs=([4-9]|\d\d)\) \(3 available\)|CPUs=([5-9]|\d\d)\) \(4 available\)/,
		),
	],
	topic: /\bCPUs?\b|\bcores?\b|processors?|vCPU|NumCPU|nproc|--cpus\S{0,3}/i,
	fixes: [
		{
			says: 'Give WSL two or more processors in .wslconfig in your Windows home folder, then restart it.',
			commands: ["printf '[wsl2]\\nprocessors=4\\nmemory=6GB\\n' >> /mnt/c/Users/YOU/.wslconfig", 'wsl.exe --shutdown'],
			on: ['wsl2', 'windows'],
		},
		{
			says: 'Give Docker or the virtual machine two or more CPUs (Docker Desktop > Settings > Resources), and ask for no more than there are.',
			commands: ['docker info --format {{.NCPU}}', 'minikube start --cpus=2'],
		},
	],
	wizard: 'Compares what Docker can give with what a cluster takes, and offers to run without Kubernetes.',
});
