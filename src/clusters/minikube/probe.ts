import type { Probe } from '../../core/check.js';
import type { Outcome } from '../../core/shell.js';
import { lastLines, parseJson } from '../../tools/version.js';

export type ClusterState =
	| 'absent'
	| 'running'
	| 'paused'
	| 'stopped'
	/** The profile remembers a node that its driver does not have any more. */
	| 'container-gone'
	/** It runs, but kubectl's configuration points elsewhere. */
	| 'kubeconfig-stale'
	/** The node runs, Kubernetes in it does not. */
	| 'half-running'
	| 'unknown';

/** What Minikube has written down about a profile, whether or not it runs. */
export interface ProfileFacts {
	readonly profile: string;
	readonly driver: string | undefined;
	/** Container runtime of the node: docker, containerd, cri-o. */
	readonly runtime: string | undefined;
	readonly kubernetes: string | undefined;
	/** Its network plugin: bridge, kindnet, calico ... */
	readonly network: string | undefined;
	/** Addons that are on. */
	readonly addons: readonly string[];
	/** Address of the node, where NodePorts answer if the driver's network lets this machine in. */
	readonly ip: string | undefined;
	readonly cpus: number | undefined;
	readonly memoryMb: number | undefined;
	/** The image of the node's container, for drivers that have one. */
	readonly nodeImage: string | undefined;
}

export interface MinikubeFacts extends ProfileFacts {
	/** undefined: not installed; 'unknown': it does not tell. */
	readonly version: string | undefined;
	readonly state: ClusterState;
	/** What minikube said when the state is unknown or the container is gone. */
	readonly said: string | undefined;
}

/** The light form reads files only: several times as quick as a look at the cluster itself. */
const listProfiles = ['minikube', 'profile', 'list', '--light', '-o', 'json'] as const;

export function profileProbe(profile: string): Probe<ProfileFacts> {
	return {
		id: `minikube.profile:${profile}`,
		withinMs: 20_000,
		read: async ({ shell }, signal) => toProfileFacts(profile, await shell.run(listProfiles, { signal, timeoutMs: 18_000 })),
	};
}

/** One profile of Minikube: three read-only commands at the same time. */
export function minikubeProbe(profile: string): Probe<MinikubeFacts> {
	return {
		id: `minikube:${profile}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const ask = (...args: string[]) => shell.run(['minikube', ...args], { signal, timeoutMs: 18_000 });
			const [version, profiles, status] = await Promise.all([
				ask('version', '-o', 'json'),
				shell.run(listProfiles, { signal, timeoutMs: 18_000 }),
				// Looks at one profile, where the whole list would look at all.
				ask('status', '-p', profile, '-o', 'json'),
			]);
			if (version.kind === 'missing') return toMinikubeFacts(profile, undefined, profiles, status);
			if (version.kind !== 'exited') throw new Error('minikube version did not answer within 18 s');
			const parsed = parseJson(version.stdout) as { minikubeVersion?: string } | undefined;
			return toMinikubeFacts(profile, parsed?.minikubeVersion ?? 'unknown', profiles, status);
		},
	};
}

interface ProfileConfig {
	readonly Name: string;
	readonly Config?: {
		readonly Driver?: string;
		readonly KicBaseImage?: string;
		readonly CPUs?: number;
		readonly Memory?: number;
		readonly KubernetesConfig?: { readonly ContainerRuntime?: string; readonly KubernetesVersion?: string; readonly CNI?: string };
		readonly Addons?: Readonly<Record<string, boolean>>;
		readonly Nodes?: readonly { readonly IP?: string }[];
	};
}

interface NodeStatus {
	readonly Host?: string;
	readonly APIServer?: string;
	readonly Kubelet?: string;
	readonly Kubeconfig?: string;
}

export function toMinikubeFacts(profile: string, version: string | undefined, profiles: Outcome, status: Outcome): MinikubeFacts {
	const { valid = [], invalid = [] } = toList(profiles);
	const isThis = ({ Name }: ProfileConfig) => Name === profile;
	const said =
		status.kind === 'exited' ? lastLines(status.stderr, 1)[0] : status.kind === 'timed-out' ? 'minikube status did not answer' : undefined;
	return {
		...toProfileFacts(profile, profiles),
		version,
		state: version === undefined ? 'absent' : invalid.some(isThis) ? 'container-gone' : valid.some(isThis) ? toState(status) : 'absent',
		said,
	};
}

function toList(profiles: Outcome): { readonly valid?: readonly ProfileConfig[]; readonly invalid?: readonly ProfileConfig[] } {
	return (parseJson(profiles.kind === 'exited' ? profiles.stdout : '') ?? {}) as ReturnType<typeof toList>;
}

function toProfileFacts(profile: string, profiles: Outcome): ProfileFacts {
	const config = toList(profiles).valid?.find(({ Name }) => Name === profile)?.Config;
	return {
		profile,
		driver: config?.Driver,
		runtime: config?.KubernetesConfig?.ContainerRuntime || undefined,
		kubernetes: config?.KubernetesConfig?.KubernetesVersion,
		network: config && networkOf(config),
		addons: Object.entries(config?.Addons ?? {}).flatMap(([name, on]) => (on ? [name] : [])),
		ip: config?.Nodes?.[0]?.IP || undefined,
		cpus: config?.CPUs,
		memoryMb: config?.Memory,
		nodeImage: config?.KicBaseImage || undefined,
	};
}

/** Where none was asked for, Minikube takes the bridge for one node with the docker runtime, and kindnet for all others. */
function networkOf({ KubernetesConfig, Nodes = [] }: NonNullable<ProfileConfig['Config']>): string {
	if (KubernetesConfig?.CNI) return KubernetesConfig.CNI;
	return KubernetesConfig?.ContainerRuntime === 'docker' && Nodes.length < 2 ? 'bridge' : 'kindnet';
}

/** The exit code is a sum of bits and non-zero for a merely stopped cluster, so stdout is what counts. */
function toState(status: Outcome): ClusterState {
	if (status.kind !== 'exited') return 'unknown';
	const parsed = parseJson(status.stdout.trim()) as NodeStatus | readonly NodeStatus[] | null | undefined;
	const node = Array.isArray(parsed) ? (parsed as readonly NodeStatus[])[0] : (parsed as NodeStatus | null | undefined);
	if (!node) return /no such container|unknown state|does not exist|not found/i.test(status.stderr) ? 'container-gone' : 'unknown';
	if (node.Host === 'Nonexistent') return 'container-gone';
	if (node.Host === 'Stopped') return 'stopped';
	if (node.APIServer === 'Paused') return 'paused';
	if (node.Host !== 'Running') return 'unknown';
	if (node.APIServer !== 'Running' || node.Kubelet !== 'Running') return 'half-running';
	return node.Kubeconfig === 'Configured' ? 'running' : 'kubeconfig-stale';
}

/** Image references in the node, in their short form. */
export function minikubeImagesProbe(profile: string): Probe<ReadonlySet<string>> {
	return {
		id: `minikube.images:${profile}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const outcome = await shell.run(['minikube', 'image', 'ls', '-p', profile, '--format', 'json'], { signal, timeoutMs: 18_000 });
			return outcome.kind === 'exited' && outcome.code === 0 ? parseImages(outcome.stdout) : new Set();
		},
	};
}

export function parseImages(stdout: string): ReadonlySet<string> {
	const images = (parseJson(stdout) ?? []) as readonly { readonly repoTags?: readonly string[] | null }[];
	// Runtimes write the default registry out: docker.io/library/todo-backend:1.0 is todo-backend:1.0.
	return new Set(
		images.flatMap(({ repoTags }) => repoTags ?? []).map((tag) => tag.replace(/^(docker\.io\/library|docker\.io|localhost)\//, '')),
	);
}
