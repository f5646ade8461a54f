import { entry, strong } from '../../entry.js';

export const podProbeFailing = entry({
	id: 'pod.probe-failing',
	cause: 'probe-failing',
	layer: 'rollout',
	title: 'The program runs, but does not answer its probe.',
	looks: 'Readiness probe failed: Get http://172.17.0.10:5984/_up: dial tcp 172.17.0.10:5984: connect: connection refused',
	means: 'Kubernetes asks a path of the program. Without a good answer no traffic is sent to it, and it may be started again.',
	told: 'The container runs. Read its previous log first: if that shows a reason, that is the cause.',
	signs: [
		{
			says: 'a probe failed',
			pattern:
				/(readiness|liveness|startup) probe (failed|errored|error:)|(failed|failing)[^\n]{0,20}(readiness|liveness|startup) probe|probe failed|dependency failed to start: container|Unhealthy[^\n]*probe|(readiness|liveness|startup) probe[^\n]{0,40}(timeout|refused|40\d|50\d|fail)/i,
			weight: 0.76,
			unless: /Ready:[ \t]+True[\s\S]{0,200}Restart Count:[ \t]+0\b/,
		},
		strong(
			'the program turned its probe away',
			/"(GET|HEAD) \S+[^"\n]*" (4\d\d|5\d\d)\b[^\n]*kube-probe|"(GET|HEAD) \S*(health|ready|live|ping)\S*[^"\n]*" (4\d\d|5\d\d)\b[^\n]*Go-http-client/,
		),
		{ says: 'the pod runs and is not ready', pattern: /^[ \t]*\S+[ \t]+0\/\d+[ \t]+Running\b/m, weight: 0.4 },
	],
	symptomOf: [
		'config-or-secret-missing',
		'pod-oomkilled',
		'image-arch-mismatch',
		'crashloop-missing-env',
		'disk-full',
		'pod-unschedulable-resources',
		'inotify-limit-too-low',
		'cgroup-not-mounted',
		'cgroup-driver-mismatch',
		'dns-resolution-failure',
		'clock-skew',
		'cert-expired',
		'pvc-pending-no-storageclass',
		'pvc-pending-provisioner',
	],
	topic:
		/probes?\b|readiness|liveness|startup probe|unhealthy|healthz?\b|initialDelaySeconds|livenessProbe|readinessProbe|statuscode|health ?check/i,
	fixes: [
		{
			says: "Compare the probe's port and path with what the program listens on (0.0.0.0, not 127.0.0.1), and give it longer to start.",
			commands: ['kubectl logs POD --previous', 'kubectl describe pod POD'],
		},
	],
	wizard: 'Shows what the probe asked and what the log says.',
});
