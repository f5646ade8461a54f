import type { Probe } from './check.js';
import type { Ports } from './ports.js';
import type { Answers } from './question.js';
import type { Secret } from './secret.js';
import type { Step } from './step.js';

/** What the app is told, whatever it runs on; clusters translate it into Helm values or environment variables. */
export interface AppConfig {
	readonly environment: string;
	readonly ai: { readonly backend: string; readonly baseUrl: string; readonly model: string };
	readonly database: { readonly driver: string };
}

/** A secret the app reads, by the name of its key ("OPENAI_API_KEY"). */
export interface SecretKey {
	readonly key: string;
	/** Made by us when nobody gave it; otherwise the user must. */
	readonly generated: boolean;
	/** The app starts without it. */
	readonly optional?: boolean;
	/** Given in this run: by flag file, environment or the user. */
	readonly given?: Secret;
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

export function refOf({ repository, tag }: Image): string {
	return `${repository}:${tag}`;
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

/** A cluster as the release sees it: how to reach it, bring images in, and let a browser in. */
export interface KubernetesTarget {
	readonly kind: 'kubernetes';
	/** Every kubectl and helm call carries it. */
	readonly context: string;
	/** Create or start it; may be empty for clusters that others run. */
	readonly steps: readonly Step[];
	/** Image references that its nodes have. */
	readonly images: Probe<ReadonlySet<string>>;
	/** Brings one built image in; runs after the cluster and the build. */
	deliver(image: Image, after: readonly string[]): Step;
	/** Helm values that let a browser in, and what must run for it. */
	readonly exposure: { readonly serviceType: 'ClusterIP' | 'NodePort'; readonly nodePort?: number };
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
