import type { Check, Probe } from './check.js';
import type { Phrase } from './phrase.js';
import type { Ports } from './ports.js';

export interface Progress {
	/** 0 to 100, when known. */
	readonly percent?: number;
	/** What it does now. */
	readonly says?: string;
	/** A line of a program's output. */
	readonly line?: string;
}

export interface StepContext {
	readonly ports: Ports;
	readonly signal: AbortSignal;
	/** A fact as it is now. What the goal was just judged by is not asked a second time. Fails where the probe does. */
	read<T>(probe: Probe<T>): Promise<T>;
	progress(update: Progress): void;
}

/** A way to make one check true. It is skipped when the check holds, and has failed when it does not hold afterwards. */
export interface Step {
	readonly id: string;
	/** An order: "Build the backend image". */
	readonly title: string;
	/** Noun and participle: "Backend image built". */
	readonly done: string;
	readonly goal: Check;
	/** Steps that must have ended well before; ids that are not in the plan count as done. */
	readonly after: readonly string[];
	/** While its goal does not hold, those of the steps after it cannot hold either, and asking for them may take long. */
	readonly carries?: boolean;
	/** The commands, as the user may read them. */
	readonly preview: readonly string[];
	/** The same, where they depend on what is there; `preview` is then what a machine with nothing on it needs. */
	readonly previewHere?: Probe<readonly string[]>;
	/** What it takes: "2 CPU · 4 GiB", "18 MB". */
	readonly costs?: string;
	/** How long it usually takes, in seconds. */
	readonly seconds?: number;
	/** What would be lost; if set, we ask even under --yes. */
	readonly destroys?: Phrase;
	/** What it takes away, within a question: "the images of the app". Steps of the same kind are asked about once. */
	readonly removes?: string;
	/** The program it brings onto this machine, and where: "Helm into ~/.local/bin". Under --yes only with --install-tools. */
	readonly installs?: string;
	/** Patience for the goal after run(), in milliseconds; 10,000 when not given. */
	readonly withinMs?: number;
	run(context: StepContext): Promise<void>;
}
