import { decisive, entry, hint, strong } from '../../entry.js';

export const clusterCgroupDriver = entry({
	id: 'cluster.cgroup-driver',
	cause: 'cgroup-driver-mismatch',
	layer: 'cluster',
	title: 'Kubelet, Docker and the system disagree about the cgroup driver.',
	looks:
		'docker: Error response from daemon: OCI runtime create failed: systemd cgroup flag passed, but systemd support for managing cgroups is not available: unknown.',
	means: 'Either systemd or the runtime itself ("cgroupfs") manages cgroups. All parties must have the same opinion.',
	told: 'Cgroups are there. The message names systemd or cgroupfs.',
	signs: [
		decisive(
			'two parties name different cgroup drivers',
			/is different from docker cgroup driver|cgroup ?driver[^\n]{0,60}(differ|mismatch|misconfigur|conflict|does not match|is not)|misconfiguration: kubelet cgroup driver|native\.cgroupdriver(?!=systemd"?\])|expected cgroupsPath to be of format|cgroup-driver(?!=systemd)|(systemd|cgroupfs)" is different from/i,
		),
		strong('kubeadm would rather have systemd than cgroupfs', /detected "cgroupfs" as the Docker cgroup driver/i),
		decisive(
			'systemd was asked to manage cgroups and cannot',
			/systemd cgroup flag passed|systemd (support for managing )?cgroups?[^\n]{0,30}(is |are )?not (available|supported)|error creating systemd unit|cannot use systemd cgroups? manager|cgroupv2 manager is set to systemd(?! but there is no systemd user session)|cgroups v1 support was deprecated|Failed to (create|start) (transient )?(scope|unit)|unable to start unit "|Message recipient disconnected from message bus|Interactive authentication required[^\n]*(cgroup|scope)/i,
		),
		strong(
			'the kubelet cannot use the cgroups it finds',
			/Failed to start ContainerManager|failed to initialize top level QOS|cgroup ?v1[^\n]{0,80}(unsupported|not (to )?run|(?<!Support for cgroup v1 is )deprecated|not supported)|host (is )?using cgroup v1|FailCgroupV1|kubelet[^\n]{0,60}cgroup[^\n]{0,60}(fail|error)|cgroup \["?kubepods"?\]/i,
			{ unless: /has some missing paths: \/sys|\/sys\/fs\/cgroup\S*: no such file|cgroup subsystem not mounted/i },
		),
		hint(
			'the kubelet does not come up, most often for this',
			/localhost:10248\/healthz|kubelet (is not|isn't) running|K8S_KUBELET_NOT_RUNNING/i,
		),
	],
	topic:
		/cgroup ?driver|cgroupfs|native\.cgroupdriver|cgroupdriver|systemd cgroups?|kubelet|ContainerManager|kubepods\S{0,10}|healthz|10248|slice|cgroup v1/i,
	fixes: [
		{
			says: "Let all use one driver: take native.cgroupdriver out of Docker's daemon.json, restart Docker, delete the node and start again.",
			commands: ['docker info --format {{.CgroupDriver}}', 'sudo systemctl restart docker', 'minikube delete && minikube start'],
		},
	],
	wizard: "Reads Docker's cgroup driver and version with the other facts.",
});
