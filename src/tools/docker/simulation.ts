import {
	after,
	changeProfile,
	ended,
	notInstalled,
	printed,
	type Reply,
	type SimulatedProgram,
	unknownCommand,
} from '../../core/simulation.js';
import type { World } from '../../core/world.js';
import { onDesktop } from './simulated-windows.js';

export { simulatedCmd, simulatedPowerShell, simulatedTaskList, simulatedWsl } from './simulated-windows.js';

/** Docker: an Engine on Linux, Docker Desktop around WSL, or one that does not answer. */
export const simulatedDocker: SimulatedProgram = onDesktop((world, args, { input, env }) => {
	const { state, images } = world.docker;
	if (state === 'missing') return notInstalled(world, 'docker');
	if (state === 'wsl-shim') return ended(world, 1, wslShim);
	if (args[0] === 'info') return info(world);
	if (state !== 'running') return ended(world, 1, '', complaintOf(state));
	const [verb, ...rest] = args;
	switch (verb) {
		case 'image':
			if (rest[0] === 'ls') return ended(world, 0, images.map((ref) => `${ref}\n`).join(''));
			if (rest[0] === 'rm') return removeImage(world, rest[1] ?? '');
			break;
		case 'build':
			return build(world, after(args, '--tag') ?? '');
		case 'save':
			return images.includes(rest[0] ?? '')
				? ended(world, 0, `${archive}${rest[0]}`)
				: ended(world, 1, '', `Error response from daemon: reference does not exist`);
		case 'container':
			return ended(world, 1, '\n', `Error response from daemon: No such container: ${rest.at(-1)}\n`);
		case 'volume':
			return world.minikube.profiles[rest[1] ?? '']
				? ended(world, 0, `[{"Name": "${rest[1]}"}]\n`)
				: ended(world, 1, '[]\n', `Error response from daemon: get ${rest[1]}: no such volume\n`);
		case 'run':
			return { ...clear(world, after(args, '--volume') ?? ''), seconds: 1 };
		case 'load':
			return load(world, input, env.DOCKER_HOST);
		default:
			break;
	}
	return unknownCommand('docker', args);
});

/** systemd, as far as it starts Docker; what is not root is told to log in first. */
export const simulatedServiceManager: SimulatedProgram = (world, args) => {
	if (args.join(' ') !== 'start docker') return unknownCommand('systemctl', args);
	if (!world.host.isRoot) return ended(world, 1, '', 'Failed to start docker.service: Interactive authentication required.\n');
	return startDocker(world);
};

export const simulatedSudo: SimulatedProgram = (world, args) => {
	if (!world.freeSudo) return ended(world, 1, '', 'sudo: a password is required\n');
	return args.join(' ') === '-n systemctl start docker' ? startDocker(world) : unknownCommand('sudo', args);
};

function startDocker(world: World): Reply {
	return { ...ended({ ...world, docker: { ...world.docker, state: 'running' } }, 0, ''), seconds: 3 };
}

const archive = 'archive of ';

const wslShim = `
The command 'docker' could not be found in this WSL 2 distro.
We recommend to activate the WSL integration in Docker Desktop settings.

For details about using Docker Desktop with WSL 2, visit:

https://docs.docker.com/go/wsl2/
`;

function complaintOf(state: 'stopped' | 'permission'): string {
	return state === 'stopped'
		? 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n'
		: 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/info": dial unix /var/run/docker.sock: connect: permission denied\n';
}

function info(world: World): Reply {
	const { state, cpus, memoryBytes } = world.docker;
	const up = state === 'running';
	const client = {
		Debug: false,
		Version: '28.2.2',
		DefaultAPIVersion: '1.50',
		Os: 'linux',
		Arch: 'amd64',
		Context: 'default',
		Plugins: [],
		Warnings: null,
	};
	const facts = {
		Driver: up ? 'overlay2' : '',
		ServerVersion: up ? (world.windows ? '28.2.2' : '20.10.24+dfsg1') : '',
		OperatingSystem: up ? (world.windows ? 'Docker Desktop' : 'Debian GNU/Linux 12 (bookworm)') : '',
		OSType: up ? 'linux' : '',
		Architecture: up ? 'x86_64' : '',
		NCPU: up ? cpus : 0,
		DockerRootDir: up ? '/var/lib/docker' : '',
		CgroupDriver: up ? 'cgroupfs' : '',
		MemTotal: up ? memoryBytes : 0,
		ClientInfo: client,
		Warnings: null,
	};
	const stdout = `${JSON.stringify(facts)}\n`;
	return state === 'stopped' || state === 'permission' ? ended(world, 1, stdout, complaintOf(state)) : ended(world, 0, stdout);
}

function withImages(world: World, images: readonly string[]): World {
	return { ...world, docker: { ...world.docker, images } };
}

function removeImage(world: World, ref: string): Reply {
	const { images } = world.docker;
	if (!images.includes(ref)) return ended(world, 1, '', `Error response from daemon: No such image: ${ref}`);
	return ended(
		withImages(
			world,
			images.filter((each) => each !== ref),
		),
		0,
		`Untagged: ${ref}\n`,
	);
}

function build(world: World, ref: string): Reply {
	const component = ref.includes('frontend') ? 'frontend' : 'backend';
	const fails = world.faults.build?.[component];
	if (fails) return printed(world, fails, 8, 1);
	const lines = [
		'Sending build context to Docker daemon  182.8kB',
		'Step 1/5 : ARG BASE_NODE=node:22-slim',
		'Step 2/5 : FROM node:22-slim AS build',
		' ---> ad0c3bf2a188',
		'Step 3/5 : COPY package.json package-lock.json ./',
		' ---> b40a1d012909',
		'Step 4/5 : RUN npm ci --no-audit --no-fund',
		' ---> Running in 831d86efbe83',
		'Step 5/5 : COPY src ./src',
		' ---> 4de17bfe4867',
		'Successfully built 4de17bfe4867',
		`Successfully tagged ${ref}`,
	];
	const images = [ref, ...world.docker.images.filter((each) => each !== ref)];
	return printed(withImages(world, images), lines, component === 'frontend' ? 24 : 18);
}

/** A container that takes the kubelet's configuration out of the volume of a node. */
function clear(world: World, volume: string): Reply {
	return ended(
		changeProfile(world, volume.split(':')[0] ?? '', (profile) => ({ ...profile, cleared: true })),
		0,
		'',
	);
}

/** DOCKER_HOST says whose Docker takes it: a node's, or this machine's. */
function load(world: World, input: string, host: string | undefined): Reply {
	if (!input.startsWith(archive))
		return ended(world, 1, '', 'open /var/lib/docker/tmp/docker-import-1/repositories: no such file or directory');
	const ref = input.slice(archive.length);
	const [name] = Object.entries(world.minikube.profiles).find(([, { ip }]) => host?.includes(`//${ip}:`)) ?? [];
	if (host && !name) return ended(world, 1, '', `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?\n`);
	const loaded = name
		? changeProfile(world, name, (profile) => ({ ...profile, images: [...profile.images, ref] }))
		: withImages(world, [ref, ...world.docker.images]);
	return { ...ended(loaded, 0, `Loaded image: ${ref}\n`), seconds: 5 };
}
