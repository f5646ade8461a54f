/** Where in the journey a cause lies, earliest first: an early one explains what fails after it. */
export const layers = ['prerequisites', 'docker', 'cluster', 'build', 'load', 'install', 'rollout', 'access', 'setup'] as const;
export type Layer = (typeof layers)[number];

/** Where an output was printed. `wsl2` is every shell inside WSL. */
export const platforms = ['linux', 'macos', 'windows', 'wsl2', 'unknown'] as const;
export type Platform = (typeof platforms)[number];

/** One thing that speaks for a cause (or against it): a mechanism seen in an output, a command or a fact. */
export interface Sign {
	/** What it shows, as the end of "because": "the daemon's socket refuses this user". */
	readonly says: string;
	/** Spaces match any white space, so that wrapped lines are met too. */
	readonly pattern: RegExp;
	/** Share of belief it brings by itself, 0..1. */
	readonly weight: number;
	/** Where it is looked for; everywhere (output and facts) when not given. */
	readonly in?: 'output' | 'facts' | 'command';
	/** It counts on these platforms only. */
	readonly on?: readonly Platform[];
	/** Must be there too, in output, facts or command. */
	readonly with?: RegExp;
	/** Makes it mean something else. */
	readonly unless?: RegExp;
}

/** What helps, for people; what we can do ourselves is a Step and lives beside the check. */
export interface Fix {
	readonly says: string;
	readonly commands?: readonly string[];
	readonly on?: readonly Platform[];
	readonly docs?: string;
}

/** What is known of one thing that can be wrong. One entry is one finding id and one page of the documentation. */
export interface Entry {
	/** Permanent: `docker.not-running`. The folder and the file of the entry have these names. */
	readonly id: string;
	/** The root cause it stands for, in the vocabulary of `explain --json`. */
	readonly cause?: string;
	readonly layer: Layer;
	/** What is wrong, as a whole sentence. */
	readonly title: string;
	/** A line or two as programs really print them. */
	readonly looks?: string;
	/** What that means, for somebody who meets it for the first time. */
	readonly means: string;
	/** How it is told from its neighbours. */
	readonly told: string;
	readonly signs?: readonly Sign[];
	/** What speaks against it. */
	readonly against?: readonly Sign[];
	/** Words that an output of this cause is full of. They are asked only where no sign of any cause was seen. */
	readonly topic?: RegExp;
	/** Causes that bring these signs along; where one of them is seen, this is only its consequence. */
	readonly symptomOf?: readonly string[];
	/** Best first. */
	readonly fixes: readonly Fix[];
	/** What todo-k8s-setup does about it by itself. */
	readonly wizard: string;
	readonly links?: readonly string[];
}

/** Keeps the literal id, so that a misspelt one does not compile. */
export function entry<const Id extends string>(known: Entry & { readonly id: Id }): Entry & { readonly id: Id } {
	return known;
}

type Limits = Omit<Sign, 'says' | 'pattern' | 'weight'>;

/** Names the cause by itself. */
export const decisive = (says: string, pattern: RegExp, limits: Limits = {}): Sign => ({ says, pattern, weight: 0.92, ...limits });
/** Mostly this cause, but others can print it too. */
export const strong = (says: string, pattern: RegExp, limits: Limits = {}): Sign => ({ says, pattern, weight: 0.75, ...limits });
/** One of several readings. */
export const likely = (says: string, pattern: RegExp, limits: Limits = {}): Sign => ({ says, pattern, weight: 0.5, ...limits });
/** Fits, and proves nothing. */
export const hint = (says: string, pattern: RegExp, limits: Limits = {}): Sign => ({ says, pattern, weight: 0.28, ...limits });

/** The sentence of a fix, for this platform. */
export function fixFor({ fixes }: Entry, platform: Platform): Fix | undefined {
	return fixes.find(({ on }) => on?.includes(platform)) ?? fixes.find(({ on }) => on === undefined) ?? fixes[0];
}
