import type { Check, Probe } from './check.js';
import type { HttpRequest, Ports } from './ports.js';
import type { Answers } from './question.js';
import type { Secret } from './secret.js';
import type { Step, StepContext } from './step.js';

/** What the app is told, whatever it runs on; clusters translate it into Helm values or environment variables. */
export interface AppConfig {
	readonly environment: string;
	readonly ai: AiConfig;
	readonly database: DatabaseConfig;
	/** Servers that run beside the app in its release. */
	readonly companions: readonly Companion[];
}

export interface AiConfig {
	readonly backend: string;
	readonly baseUrl: string;
	readonly model: string;
}

export interface DatabaseConfig {
	readonly driver: string;
	/** Of a server elsewhere; 'kept' when its address is in the cluster already and was not given again. */
	readonly port?: number | 'kept';
}

/** A server that the release runs beside the app, by a chart of its own. */
export interface Companion {
	/** Of its chart and its component. */
	readonly name: CompanionName;
	/** With its tag. */
	readonly image: string;
	/** How long its image may take to come over the network. */
	readonly minutesToCome: number;
	/** The model that it downloads once it runs. */
	readonly model?: string;
	/** How much that is: "400 MB"; undefined when it is not known. */
	readonly download?: string;
	/** Memory that it may use at most, in MiB; what its chart gives when not set. */
	readonly memoryMb?: number;
}

export const companionNames = ['postgres', 'ollama'] as const;
export type CompanionName = (typeof companionNames)[number];

/** Whether the number of pods follows the load: where people rely on it. SQLite is one file, and so one pod. */
export function isAutoscaled({ environment, database }: AppConfig): boolean {
	return environment === 'prod' && database.driver !== 'sqlite';
}

/** A secret the app reads, by the name of its key ("OPENAI_API_KEY"). */
export interface SecretKey {
	readonly key: string;
	/** Made by us when nobody gave it; otherwise the user must. */
	readonly generated: boolean;
	/** The app starts without it. */
	readonly optional?: boolean;
	/** The data cannot be read without it, so that it goes only when the data does. */
	readonly livesWithData?: boolean;
	/** Given in this run: by flag file, environment or the user. */
	readonly given?: Secret;
	/** Tells a new value to whoever else keeps it, before the app reads it. Only for values that were there before. */
	readonly change?: (context: StepContext, place: ReleasePlace, value: Secret) => Promise<void>;
}

/** Where a release is in Kubernetes. */
export interface ReleasePlace {
	readonly context: string;
	readonly namespace: string;
	readonly release: string;
}

/** Where things of one setup are; absolute paths. */
export interface Places {
	/** The folder that the user owns. */
	readonly dir: string;
	/** Our own records in it: lock, logs, pid files. Losing it loses no knowledge that the world does not give again. */
	readonly stateDir: string;
	/** The chart, values and app sources that we ship. */
	readonly templates: string;
	/** The app's built bundles that we ship: backend/server.mjs and frontend/. */
	readonly bundles: string;
}

/** Everything that is decided before a plan can be made. */
export interface Settings extends Places {
	/** Of this program. */
	readonly version: string;
	readonly answers: Answers;
	readonly app: AppConfig;
	readonly secretKeys: readonly SecretKey[];
	/** Files the user changed and allowed us to replace, relative to the folder. */
	readonly overwrite: ReadonlySet<string>;
}

/** How the app is reached. */
export interface Access {
	/** What to open; undefined when nothing answers there yet. */
	readonly url: string | undefined;
	/** Why there is none. */
	readonly because?: string;
	/** What this machine has to be told to get there: a browser would not, yet. */
	readonly via?: HttpRequest['via'];
}

/** An image that the app needs in the cluster. */
export interface Image {
	readonly component: 'backend' | 'frontend';
	readonly repository: string;
	readonly tag: string;
	/** Folder of its Dockerfile. */
	readonly context: string;
	readonly buildArgs: Readonly<Record<string, string>>;
}

/** What people call it: "backend image", "web image". */
export function spokenName({ component }: Image): string {
	return component === 'backend' ? 'backend image' : 'web image';
}

/** The same at the beginning of a sentence. */
export function spokenNameFirst(image: Image): string {
	const name = spokenName(image);
	return name.charAt(0).toUpperCase() + name.slice(1);
}

export function refOf({ repository, tag }: Pick<Image, 'repository' | 'tag'>): string {
	return `${repository}:${tag}`;
}

/** "registry:5000/postgres:17-alpine" in its two parts; without a tag it is the one that registries assume. */
export function parseRef(ref: string): Pick<Image, 'repository' | 'tag'> {
	const [, repository = ref, tag = 'latest'] = /^(.+?)(?::([^:/]+))?$/.exec(ref) ?? [];
	return { repository, tag };
}

/** Names of what a release consists of. */
export interface ReleaseNames {
	readonly release: string;
	readonly namespace: string;
	readonly backend: string;
	readonly frontend: string;
	readonly secret: string;
}

export function namesOf(answers: Answers): ReleaseNames {
	const release = answers.release ?? 'todo';
	const namespace = answers.namespace ?? 'todo';
	return { release, namespace, backend: `${release}-backend`, frontend: `${release}-frontend`, secret: `${release}-backend` };
}

/** How a cluster lets a browser in, as far as the chart has to know. */
export interface Exposure {
	readonly serviceType: 'ClusterIP' | 'NodePort';
	readonly nodePort?: number;
	/** By name, through an Ingress controller; an empty class is the default one of the cluster. */
	readonly ingress?: { readonly host: string; readonly className: string; readonly tls: string };
}

/** A cluster as the release sees it: how to reach it, bring images in, and let a browser in. */
export interface KubernetesTarget {
	readonly kind: 'kubernetes';
	/** Every kubectl and helm call carries it. */
	readonly context: string;
	/** What is to be known of it, and stops nobody. */
	readonly notes?: Check;
	/** Create or start it; may be empty for clusters that others run. */
	readonly steps: readonly Step[];
	/** Image references that its nodes have. */
	readonly images: Probe<ReadonlySet<string>>;
	/** Brings one built image in; runs after the cluster and the build. */
	deliver(image: Image, after: readonly string[]): Step;
	/** Helm values that let a browser in, and what must run for it. */
	readonly exposure: Exposure;
	/** What has to be there before the release is installed. */
	addons(after: readonly string[]): readonly Step[];
	/** Starts anew what makes the volumes; false: that is not ours to do. Left out where others run the cluster. */
	restartStorage?(context: StepContext): Promise<boolean>;
	accessSteps(after: readonly string[]): readonly Step[];
	readonly access: Probe<Access>;
	/** Take away what the steps made; `destroys` says what would be lost. */
	readonly removeAccess: readonly Step[];
	readonly removeCluster: readonly Step[];
	removeImages(images: readonly Image[]): readonly Step[];
}

/** The app as processes of this user, without any cluster. */
export interface LocalTarget {
	readonly kind: 'local';
	readonly steps: readonly Step[];
	readonly access: Probe<Access>;
	readonly remove: readonly Step[];
	readonly secrets: Probe<Readonly<Record<string, string>>>;
	/** Ends the app's process and starts it again. */
	restart(ports: Ports, signal: AbortSignal): Promise<void>;
	readonly logFile: string;
}

export type Target = KubernetesTarget | LocalTarget;
