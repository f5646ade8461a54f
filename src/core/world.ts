import type { SystemFacts } from './ports.js';

/**
 * A machine that does not exist: what simulated programs read and change. The
 * engine's tests and the demo run on it, so a simulated program answers exactly
 * the commands that we send, in the words of the real one.
 */
export interface World {
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	readonly host: SystemFacts;
	/** sudo asks for no password. */
	readonly freeSudo?: boolean;
	readonly files: Readonly<Record<string, SimulatedFile>>;
	/** Set: nobody may write into folders, and this is why. */
	readonly writeProblem?: string;
	readonly docker: SimulatedDocker;
	/** The Windows around it, when it is a WSL distribution. */
	readonly windows?: SimulatedWindows;
	readonly minikube: { readonly installed: boolean; readonly profiles: Readonly<Record<string, SimulatedProfile>> };
	/** Context names to the address of their server. */
	readonly kubectl: { readonly installed: boolean; readonly current: string; readonly contexts: Readonly<Record<string, string>> };
	readonly helm: { readonly version: string | undefined };
	/** By state folder and name. */
	readonly daemons: Readonly<Record<string, SimulatedDaemon>>;
	/** What the app keeps, by the place of its volume or folder. */
	readonly data: Readonly<Record<string, AppData>>;
	/** AI providers by host name; one that is not listed cannot be reached. One with a `key` accepts no other. */
	readonly providers: Readonly<Record<string, 'accepts' | 'refuses' | 'quota' | { readonly key: string }>>;
	/** Database servers by "host:port"; the host of one that is not listed is not known. */
	readonly databases?: Readonly<Record<string, 'encrypted' | 'plain' | 'refuses-login' | 'refuses' | 'silent'>>;
	/** Addresses of names that this machine knows. */
	readonly hosts?: Readonly<Record<string, readonly string[]>>;
	readonly takenPorts: readonly number[];
	/** Programs that fail, whatever the rest of the world is like. */
	readonly faults: Faults;
	/** Counts what was drawn at random, so that a run is the same every time. */
	readonly drawn: number;
}

export interface SimulatedFile {
	readonly text: string;
	readonly mode: number;
}

export interface SimulatedDocker {
	readonly state: 'missing' | 'stopped' | 'permission' | 'wsl-shim' | 'running';
	readonly memoryBytes: number;
	readonly cpus: number;
	readonly images: readonly string[];
}

export interface SimulatedWindows {
	readonly desktop: 'running' | 'stopped';
	/** Docker Desktop was started, and answers in WSL from then on. */
	readonly answersMs?: number;
}

export interface SimulatedProfile {
	readonly state: 'running' | 'stopped' | 'paused' | 'container-gone';
	readonly runtime: 'docker' | 'containerd';
	readonly ip: string;
	readonly memoryMb: number;
	/** The network plugin that was asked for. */
	readonly cni?: string;
	/** Beside those that every profile has. */
	readonly addons?: readonly string[];
	readonly images: readonly string[];
	readonly namespaces: Readonly<Record<string, SimulatedNamespace>>;
	/** The kubelet's configuration was taken out of the node's volume, so a new container is set up anew. */
	readonly cleared?: boolean;
}

export interface SimulatedNamespace {
	readonly labels: Readonly<Record<string, string>>;
	/** By name, then by key. */
	readonly secrets: Readonly<Record<string, Readonly<Record<string, SimulatedKey>>>>;
	readonly releases: Readonly<Record<string, SimulatedRelease>>;
	/** Volume claims outlive their release, whose name they carry. */
	readonly claims: readonly { readonly name: string; readonly release: string }[];
}

export interface SimulatedKey {
	readonly base64: string;
	/** Checksum noted beside it, for instance by us. */
	readonly annotation: readonly [name: string, value: string] | undefined;
}

export interface SimulatedRelease {
	readonly status: 'deployed' | 'failed' | 'pending-install' | 'pending-upgrade';
	readonly revision: number;
	readonly description: string;
	readonly deployments: readonly SimulatedDeployment[];
	readonly nodePort: number | undefined;
	/** The name under which an Ingress serves it. */
	readonly ingress?: { readonly host: string; readonly encrypted: boolean };
	/** The model that its Ollama fetches, or has fetched. */
	readonly model?: SimulatedModel;
}

export interface SimulatedModel {
	readonly name: string;
	/** When its job was made; undefined once that was taken away. */
	readonly job?: { readonly name: string; readonly startedMs: number };
	/** It is there, whoever fetched it. */
	readonly fetched: boolean;
}

/** A Deployment, or the StatefulSet of a server beside the app. */
export interface SimulatedDeployment {
	readonly name: string;
	readonly component: 'backend' | 'frontend' | 'postgres' | 'ollama';
	readonly image: string;
	readonly replicas: number;
	/** Keys of a Secret that its pod mounts. */
	readonly mounts: { readonly secret: string; readonly keys: readonly string[] } | undefined;
	/** Changes with everything that makes a new pod: image, checksum of the secrets. */
	readonly template: string;
	readonly pod: SimulatedPod | undefined;
}

export interface SimulatedPod {
	readonly name: string;
	readonly template: string;
	readonly createdMs: number;
	/** Ready since; undefined while something keeps it, or its start takes its time. */
	readonly readyMs: number | undefined;
}

export interface SimulatedDaemon {
	readonly pid: number;
	readonly alive: boolean;
	readonly startedMs: number;
	readonly command: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly notes: Readonly<Record<string, string | number>>;
}

export interface AppData {
	/** Email to name of the account's own list. */
	readonly accounts: Readonly<Record<string, string>>;
	readonly todos: readonly { readonly id: string; readonly owner: string; readonly title: string; readonly completed: boolean }[];
}

export interface Faults {
	/** The build of this component fails with these lines. */
	readonly build?: Readonly<Partial<Record<'backend' | 'frontend', readonly string[]>>>;
	/** helm upgrade fails with this on stderr. */
	readonly helmUpgrade?: string;
	/** minikube start fails with these lines of its JSON. */
	readonly start?: readonly string[];
	/** Its containers end right after their start. */
	readonly crash?: SimulatedDeployment['component'];
	/** Ollama knows no such model, or cannot reach its registry. */
	readonly model?: 'unknown' | 'offline';
	/** Publishers cannot be reached, or what they send is not what they made. */
	readonly download?: 'offline' | 'wrong';
	/** The app on this machine ends right after its start, with this in its log. */
	readonly app?: string;
}
