import { ended, type Reply } from '../../core/simulation.js';
import type { SimulatedProfile, World } from '../../core/world.js';
import { event } from './simulated-output.js';

/** A profile as `minikube profile list` has it. */
export function toConfig([name, { state, runtime, ip, memoryMb, cni = '', addons = [] }]: readonly [string, SimulatedProfile]) {
	return {
		Name: name,
		Status: state === 'container-gone' ? '' : 'Skipped',
		Config: {
			Name: name,
			Memory: memoryMb,
			CPUs: 2,
			Driver: 'docker',
			KicBaseImage: 'gcr.io/k8s-minikube/kicbase:v0.0.47',
			KubernetesConfig: { KubernetesVersion: 'v1.33.1', ClusterName: name, ContainerRuntime: runtime, CNI: cni },
			Addons: Object.fromEntries(['default-storageclass', 'storage-provisioner', ...addons].map((addon) => [addon, true])),
			Nodes: [{ Name: '', IP: ip, Port: 8443, KubernetesVersion: 'v1.33.1', ContainerRuntime: runtime, ControlPlane: true, Worker: true }],
		},
		Active: true,
		ActiveKubeContext: true,
	};
}

/** `minikube status`. */
export function status(world: World, name: string, profile: SimulatedProfile | undefined): Reply {
	const line = (Host: string, Kubelet: string, APIServer: string, Kubeconfig: string) =>
		`${JSON.stringify({ Name: name, Host, Kubelet, APIServer, Kubeconfig, Worker: false })}\n`;
	switch (profile?.state) {
		case undefined:
			return ended(
				world,
				85,
				`${event('info', { message: `Profile "${name}" not found. Run "minikube profile list" to view all profiles.` })}\n${event('info', { message: 'To start a cluster, run: "minikube start"' })}\n`,
			);
		case 'container-gone':
			return ended(
				world,
				7,
				'null',
				`E1121 02:45:01.024154    3762 status.go:126] status error: host: state: unknown state "${name}": docker container inspect ${name} --format={{.State.Status}}: exit status 1\nstdout:\n\n\nstderr:\nError response from daemon: No such container: ${name}\n`,
			);
		case 'stopped':
			return ended(world, 7, line('Stopped', 'Stopped', 'Stopped', 'Stopped'));
		case 'paused':
			return ended(world, 2, line('Running', 'Stopped', 'Paused', 'Configured'));
		case 'running': {
			const configured = world.kubectl.contexts[name] === serverOf(profile);
			return ended(world, configured ? 0 : 4, line('Running', 'Running', 'Running', configured ? 'Configured' : 'Misconfigured'));
		}
	}
}

/** The address that kubectl is told. */
export function serverOf({ ip }: SimulatedProfile): string {
	return `https://${ip}:8443`;
}

const ownImages = ['registry.k8s.io/pause:3.10', 'registry.k8s.io/etcd:3.5.21-0', 'gcr.io/k8s-minikube/storage-provisioner:v5'];

/** `minikube image ls`. */
export function listImages(world: World, name: string, profile: SimulatedProfile | undefined): Reply {
	if (profile?.state !== 'running')
		return ended(world, 14, '\n', `❌  Exiting due to MK_USAGE: loading profile: cluster "${name}" does not exist\n`);
	const tags = [...profile.images.map((ref) => `docker.io/library/${ref}`), ...ownImages];
	return ended(
		world,
		0,
		`${JSON.stringify(tags.map((tag, index) => ({ id: `${index}`, repoDigests: [], repoTags: [tag], size: '94000000' })))}\n`,
	);
}
