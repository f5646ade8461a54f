import { decisive, entry, likely } from '../../entry.js';

export const podUnschedulable = entry({
	id: 'pod.unschedulable',
	cause: 'pod-unschedulable-resources',
	layer: 'rollout',
	title: 'The cluster has no room for the pod.',
	looks: 'Warning FailedScheduling <invalid> (x7 over 26s) default-scheduler 0/5 nodes are available: 5 Insufficient cpu',
	means:
		'A pod reserves CPU and memory (its requests). What the node has left is less, whatever is really in use; or a quota of the namespace is used up.',
	told: 'The scheduler says "Insufficient". An unbound volume or a full disk is said in other words.',
	signs: [
		decisive(
			'the scheduler found too little CPU or memory',
			/Insufficient (cpu|memory|pods|ephemeral-storage|nvidia\.com\S*|hugepages\S*)|OutOf(cpu|memory|pods)\b(?!,)|UnexpectedAdmissionError|requested number of devices unavailable|Too many pods|Node didn't have enough resource/i,
		),
		decisive(
			'a quota refuses the pod',
			/exceeded quota|failed quota|must specify (limits|requests|cpu|memory)|maximum (cpu|memory) usage per|minimum (cpu|memory) usage per/i,
		),
		likely(
			'the scheduler found no node',
			/nodes? (are|is) available:|FailedScheduling|untolerated taint|didn't match (Pod's )?node (affinity|selector)/i,
			{ unless: /PersistentVolumeClaim|disk-pressure|volume/i },
		),
		{ says: 'a pod is placed nowhere', pattern: /^[ \t]*\S+[ \t]+0\/\d+[ \t]+Pending\b/m, weight: 0.35 },
		likely('pods wait without a node', /^[ \t]*\S+[ \t]+0\/\d+[ \t]+Pending[ \t]+(0[ \t]+)?\S+[ \t]+<none>[ \t]+<none>/m),
	],
	topic:
		/insufficient|FailedScheduling|nodes (are )?available|requests\b|quota|preempt\w*|schedul\w+|cpu:|pending|taint\w*|allocatable|0\/\d nodes/i,
	fixes: [
		{
			says: 'Lower the requests in the values, remove what else runs, or create the cluster with more: an existing profile keeps its size.',
			commands: ['kubectl describe nodes', 'minikube delete && minikube start --cpus=4 --memory=6144'],
		},
	],
	wizard: 'Adds up what the app requests and compares it with the node before it installs.',
});
