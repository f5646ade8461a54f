import type { Ran, World } from './world.js';

/** Lines of shell, as somebody types them in the folder of the setup. */
export type Lines = readonly string[];

/** Where a row takes place. One setup serves all rows of a ground; they run in the order of this list. */
export const grounds = ['none', 'nodeport', 'port-forward', 'ingress', 'kindnet'] as const;
export type Ground = (typeof grounds)[number];

/** A run that could not end well, since somebody else has to act first. */
export interface Stop {
	readonly outcome: 'usage' | 'blocked' | 'failed' | 'not-verified';
	readonly exitCode: 2 | 3 | 4 | 5;
	/** What is said, where a mistake in a file or on the command line has no id. */
	readonly says?: RegExp;
	/** What the user does then; the run after it heals. */
	readonly byUser: Lines | ((world: World) => Promise<unknown>);
	/** What else that run is told. */
	readonly args?: readonly string[];
	/** Steps of that run. */
	readonly redone?: readonly string[];
}

/** One way in which a system that worked is broken, and what one run makes of it. */
export interface Row {
	/** Permanent: what was seen is kept under it. */
	readonly id: string;
	/** Noun and participle, for the table of the documentation. */
	readonly broken: string;
	readonly by: Lines | ((world: World) => Promise<unknown>);
	/** Ids of findings. The first of them has to be the first that is told; others may follow from it. Left out where it depends on the moment. */
	readonly named?: readonly string[];
	/** Steps that run, and no others. Those that only wait for the app may find it back already, so they need not be listed. */
	readonly redone?: readonly string[];
	/** `ready` when left out. */
	readonly ends?: Stop;
	/** What became of accounts and todos; `kept` when left out. What was deleted by hand may still be found by a volume that was not emptied. */
	readonly data?: 'kept' | { readonly gone: string };
	/** Flags that this row's runs need beside those of its ground. */
	readonly args?: readonly string[];
	/** What else must be true after the run: undefined, or what is wrong. */
	readonly and?: (world: World, ran: Ran) => Promise<string | undefined>;
	/** Takes away what the row has put there and a run rightly leaves alone. */
	readonly after?: Lines | ((world: World) => Promise<unknown>);
	/** Another way to run than `up`. */
	readonly run?: (world: World) => Promise<Ran>;
	/** What somebody types who knows the cause; measured against our run. */
	readonly byHand?: Lines;
	/** `long` rows run with --all only. */
	readonly takes?: 'long';
	/** root: mounts, or files of another user. engine: E2E_ENGINE names a program that takes "stop" and "start" for Docker. */
	readonly needs?: 'root' | 'engine';
}

/** The ground comes from the table that a row stands in. */
export interface PlacedRow extends Row {
	readonly ground: Ground;
}

export function on(ground: Ground, rows: readonly Row[]): readonly PlacedRow[] {
	return rows.map((row) => ({ ...row, ground }));
}
