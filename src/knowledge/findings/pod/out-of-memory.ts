import { decisive, entry } from '../../entry.js';

export const podOutOfMemory = entry({
	id: 'pod.out-of-memory',
	cause: 'pod-oomkilled',
	layer: 'rollout',
	title: 'The program was ended because it used more memory than its limit.',
	looks: 'Reason:       OOMKilled',
	means: 'The kernel ends a container that goes over its memory limit; Kubernetes starts it again.',
	told: '"OOMKilled", exit code 137. When no pod exists yet, the machine has too little memory.',
	signs: [
		decisive(
			'the kernel ended the container for its memory',
			/OOMKill(ed|ing)(?!"?: ?false)|(?<!vmstat_|field )oom[-_]kill(?!-disable|_? 0\b)|Memory cgroup out of memory|Out of memory: Kill(ed)? process|exceeded (its )?memory limit|SystemOOM|system OOM encountered|OOM-killed|memory limit too low/i,
		),
		{
			says: 'the program was killed, or had no memory left',
			pattern:
				/exit(ed)?[- ]?(with )?(code|status)?:?[ (]*137\b|code=137|signal: killed|SIGKILL|(got|by|received|from|with) signal:? 9\b|WORKER TIMEOUT|OutOfMemoryError|heap out of memory|(runtime|fatal error): out of memory|std::bad_alloc|\bMemoryError\b/i,
			weight: 0.6,
			with: /pod|kubectl|container|deployment|k8s|kube/i,
			// In a build it is the builder that had too little.
			unless: /docker (buildx |compose )?build|Step \d+\/\d+|#\d+ \[|Gracefully stopping|CONTAINER ID/i,
		},
	],
	topic: /OOM\w*|kubectl logs|137|memory|limits?|killed|signal|SIGKILL|Mi\b|Gi\b|heap|stress|exceed\w*/i,
	fixes: [
		{
			says: 'Raise the memory limit in the values, or let the program use less.',
			commands: ['kubectl top pod', 'kubectl describe pod POD', 'kubectl set resources deployment/NAME --limits=memory=512Mi'],
		},
	],
	wizard: 'Sets limits that the bundled app keeps, and says so when a pod goes over one.',
});
