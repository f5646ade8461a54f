import type { Access, Settings } from './app.js';
import type { Check, Finding, Known, Probe } from './check.js';
import type { CurrentPlace, Diagnosis, Scope } from './diagnosis.js';
import type { Phrase } from './phrase.js';
import type { FileChange } from './plan.js';
import type { Answers, Question } from './question.js';
import type { Secret } from './secret.js';
import type { Step } from './step.js';

/** Reads facts once and remembers them; undefined when a probe failed. */
export type Read = <T>(probe: Probe<T>) => Promise<T | undefined>;

/** This machine as context of a failure. */
export interface MachineEvidence {
	readonly platform: 'linux' | 'macos' | 'windows' | 'wsl2' | 'unknown';
	/** Such as `docker info` and what it came to. */
	readonly facts: Readonly<Record<string, string>>;
}

/** A revision of the release. */
export interface EarlierRevision {
	readonly revision: number;
	/** It was installed and worked as far as Helm knows. */
	readonly good: boolean;
}

/** A check of the running app. */
export interface Verification {
	readonly check: Check;
	/** It disturbs the app (ends a pod), so it runs only when this run changed something, or when asked for. */
	readonly disturbs: boolean;
}

/** What one set of answers means on this machine. */
export interface Setup {
	readonly settings: Settings;
	readonly steps: readonly Step[];
	readonly files: readonly FileChange[];
	/** Edits of the user's that a newer version or answer disagrees with. */
	readonly conflicts: readonly FileChange[];
	/** What happens outside the folder, for the plan. */
	readonly elsewhere: readonly Phrase[];
	readonly verifications: readonly Verification[];
	readonly access: Probe<Access>;
	/** Names of the secrets that are in place, each with a checksum. */
	readonly secrets: Probe<Readonly<Record<string, string>>>;
	/** Where its workloads are; undefined without a cluster. */
	readonly place?: { readonly context: string; readonly namespace: string };
	/** Shown by `status` beside the verifications' quick ones. */
	readonly status: readonly Check[];
	/** Takes everything away again, in order of the steps' `after`. */
	readonly removal: readonly Step[];
	/** Writes the folder, and the objects of the release as files into another; undefined without Kubernetes. */
	readonly manifests?: (folder: string) => readonly Step[];
	/** Jobs on the data, each with a stamp that makes it its own; undefined where there are none. */
	readonly data?: { backUp(stamp: string): Step; restore(stamp: string, file: string | undefined): Step };
	/** What was installed before, and how to get back there; undefined without Kubernetes. */
	readonly revisions?: {
		/** Oldest first; the last is the present one. */
		readonly all: Probe<readonly EarlierRevision[]>;
		backTo(revision: number): { readonly steps: readonly Step[]; readonly changes: Probe<readonly FileChange[]> };
	};
	/** The command that follows logs, by component. */
	logs(component: string): readonly [program: string, ...args: string[]] | { readonly file: string };
	/** Findings about the folder's files that do not stop us: edits that were kept. */
	readonly notes: readonly Finding[];
}

/** The product's knowledge as the engine sees it: which checks, which questions, and what answers lead to. */
export interface Product {
	readonly version: string;
	/** Every check of the machine, in the order of display. */
	inspections(dir: string, answers: Answers): readonly Check[];
	/** What only `doctor` looks at: it takes longer, or keeps nobody from a run. */
	examinations(dir: string, answers: Answers): readonly Check[];
	/** Ids of those that must hold for these answers; the others are notes. */
	required(dir: string, answers: Answers): ReadonlySet<string>;
	/** All questions that these answers raise, in order. */
	questions(known: Known, answers: Answers): readonly Question[];
	/** These answers, completed by the fallbacks that the facts give. */
	withDefaults(known: Known, answers: Answers): Answers;
	/** Secrets that need not be asked because they are where the app reads them already; keys by name. */
	keptSecrets(dir: string, answers: Answers, read: Read): Promise<ReadonlySet<string>>;
	/** Answers of setup.yaml in the folder; a UsageError names line and column when it cannot be read. */
	savedAnswers(dir: string, read: Read): Promise<Answers>;
	settings(dir: string, answers: Answers, secrets: Readonly<Record<string, Secret>>, overwrite: ReadonlySet<string>): Settings;
	compose(settings: Settings, read: Read): Promise<Setup>;
	/** What is wrong with the workloads of a namespace, and where it comes from. */
	diagnosis(scope: Scope): Probe<Diagnosis>;
	/** Where kubectl is: in the context that is named, or in the selected one. */
	currentPlace(context: string | undefined): Probe<CurrentPlace>;
	/** What is known of this machine, for judging the output of a command that failed on it. */
	evidence(dir: string, answers: Answers, known: Known): MachineEvidence;
}
