import {
	after,
	changeProfile,
	ended,
	notInstalled,
	printed,
	type Reply,
	type SimulatedProgram,
	unknownCommand,
	without,
} from '../../core/simulation.js';
import type { SimulatedProfile, World } from '../../core/world.js';
import { event, stepsInVain, stepsOfNew, stepsOfRestart } from './simulated-output.js';
import { listImages, serverOf, status, toConfig } from './simulated-status.js';

/** Minikube 1.36 with the docker driver. */
export const simulatedMinikube: SimulatedProgram = (world, args) => {
	if (!world.minikube.installed) return notInstalled(world, 'minikube');
	const name = after(args, '-p') ?? 'minikube';
	const profile = world.minikube.profiles[name];
	switch (args.slice(0, 2).join(' ')) {
		case 'version -o':
			return ended(world, 0, '{"commit":"f8f52f5de11fc6ad8244afac475e1d0f96841df1","minikubeVersion":"v1.36.0"}\n');
		case 'profile list':
			return ended(world, 0, JSON.stringify({ invalid: [], valid: Object.entries(world.minikube.profiles).map(toConfig) }));
		case 'status -p':
			return status(world, name, profile);
		case 'image ls':
			return listImages(world, name, profile);
		case 'image load':
			return loadImage(world, name, args[2] ?? '');
		case 'image rm':
			return {
				...ended(
					changeProfile(world, name, (found) => ({ ...found, images: found.images.filter((ref) => ref !== args[2]) })),
					0,
					'',
				),
				seconds: 2,
			};
		case 'docker-env -p':
			return profile?.state === 'running'
				? ended(
						world,
						0,
						`DOCKER_TLS_VERIFY=1\nDOCKER_HOST=tcp://${profile.ip}:2376\nDOCKER_CERT_PATH=/home/user/.minikube/certs\nMINIKUBE_ACTIVE_DOCKERD=${name}\nSSH_AUTH_SOCK=\nSSH_AGENT_PID=\n`,
					)
				: ended(world, 85, 'false exit code 85\n');
		case 'start -p':
			return start(world, name, profile, args);
		case 'unpause -p':
			return printed(
				changeProfile(world, name, (found) => ({ ...found, state: 'running' })),
				[
					`⏸️  Unpausing node ${name} ... `,
					'⏸️  Unpaused 13 containers in: kube-system, kubernetes-dashboard, storage-gluster, istio-operator',
				],
				2,
			);
		case 'update-context -p':
			return ended(select(world, name, true), 0, `* "${name}" context has been updated to point to ${profile?.ip}:8443\n`);
		case 'addons enable':
			return printed(
				changeProfile(world, name, (found) => ({ ...found, addons: [...(found.addons ?? []), args[2] ?? ''] })),
				[`* ${args[2]} is an addon maintained by Kubernetes.`, `* Verifying ${args[2]} addon...`, `* The '${args[2]}' addon is enabled`],
				30,
			);
		case 'delete -p':
			return remove(world, name);
		default:
			return unknownCommand('minikube', args);
	}
};

function loadImage(world: World, name: string, ref: string): Reply {
	// minikube image load ends well even when the image is nowhere.
	if (!world.docker.images.includes(ref)) return { ...ended(world, 0, ''), seconds: 3 };
	return {
		...ended(
			changeProfile(world, name, (found) => ({ ...found, images: [...found.images, ref] })),
			0,
			'',
		),
		seconds: 20,
	};
}

function start(world: World, name: string, profile: SimulatedProfile | undefined, args: readonly string[]): Reply {
	if (world.faults.start) return printed(world, world.faults.start, 20, 80);
	const memoryMb = Number(args.find((arg) => arg.startsWith('--memory='))?.slice('--memory='.length) ?? profile?.memoryMb ?? 4096);
	const cni = args.find((arg) => arg.startsWith('--cni='))?.slice('--cni='.length);
	const fresh: SimulatedProfile = {
		state: 'running',
		runtime: 'docker',
		ip: '192.168.49.2',
		memoryMb,
		...(cni ? { cni } : {}),
		images: [],
		namespaces: {},
	};
	if (profile?.state === 'container-gone' && !profile.cleared) return printed(world, stepsInVain(name), 408, 105);
	// A node that comes back starts its pods anew; the images in one whose container is new are those that Minikube brings.
	const isNew = profile?.state === 'container-gone';
	const next: SimulatedProfile = profile
		? { ...profile, state: 'running', cleared: false, images: isNew ? [] : profile.images, namespaces: restarted(profile, world.nowMs) }
		: fresh;
	const started: World = { ...world, minikube: { ...world.minikube, profiles: { ...world.minikube.profiles, [name]: next } } };
	const lines = profile ? stepsOfRestart(name) : stepsOfNew(name, memoryMb);
	return printed(select(started, name, !args.includes('--keep-context')), lines, profile ? 25 : 60);
}

function restarted(profile: SimulatedProfile, nowMs: number): SimulatedProfile['namespaces'] {
	return Object.fromEntries(
		Object.entries(profile.namespaces).map(([name, namespace]) => [
			name,
			{
				...namespace,
				releases: Object.fromEntries(
					Object.entries(namespace.releases).map(([id, release]) => [
						id,
						{
							...release,
							deployments: release.deployments.map((each) => ({
								...each,
								pod: each.pod && { ...each.pod, createdMs: nowMs, readyMs: undefined },
							})),
						},
					]),
				),
			},
		]),
	);
}

function select(world: World, name: string, current: boolean): World {
	const profile = world.minikube.profiles[name];
	if (!profile) return world;
	const contexts = { ...world.kubectl.contexts, [name]: serverOf(profile) };
	return { ...world, kubectl: { ...world.kubectl, contexts, current: current ? name : world.kubectl.current } };
}

function remove(world: World, name: string): Reply {
	const { kubectl, minikube } = world;
	const left: World = {
		...world,
		minikube: { ...minikube, profiles: without(minikube.profiles, name) },
		kubectl: { ...kubectl, contexts: without(kubectl.contexts, name), current: kubectl.current === name ? '' : kubectl.current },
		data: Object.fromEntries(Object.entries(world.data).filter(([place]) => !place.startsWith(`${name}/`))),
	};
	const lines = [
		event('info', { message: `Deleting "${name}" in docker ...` }),
		event('step', { currentstep: '0', message: `Deleting container "${name}" ...`, name: 'Deleting', totalsteps: '3' }),
		event('info', { message: `Removed all traces of the "${name}" cluster.` }),
	];
	return printed(left, lines, 4);
}

/** As `minikube stop` leaves it: kubectl forgets the context. */
export function stopCluster(world: World, name: string): World {
	const { kubectl } = world;
	const stopped = changeProfile(world, name, (profile) => ({ ...profile, state: 'stopped' }));
	return {
		...stopped,
		kubectl: { ...kubectl, contexts: without(kubectl.contexts, name), current: kubectl.current === name ? '' : kubectl.current },
	};
}
