import type { AiConfig, Companion, DatabaseConfig, Places, SecretKey, Settings, Target } from './app.js';
import type { Check, Known } from './check.js';
import type { Answers, Option, Question } from './question.js';
import type { Secret } from './secret.js';

/** A kind of cluster; one folder under clusters/. */
export interface ClusterChoice {
	readonly id: string;
	/** How it appears among the answers, judged by what was found on this machine. */
	option(known: Known): Option;
	/** What only `doctor` looks at: it takes longer, or keeps nobody from a run. */
	examines?(dir: string, answers: Answers): readonly Check[];
	/** Checks of the machine that must hold before it can be used. */
	requires(dir: string, answers: Answers): readonly Check[];
	/** Further questions once it is chosen. */
	questions(known: Known, answers: Answers): readonly Question[];
	/** What the app's servers would find there. */
	ground(known: Known, answers: Answers): Ground;
	target(settings: Settings): Target;
}

/** Where the app will run, as far as it matters to the servers that it needs. */
export interface Ground {
	/** They can run beside the app, in containers; otherwise they are the user's own, on this machine. */
	readonly holdsServers: boolean;
	/** Memory that is left for them, in MiB; undefined when it is not known. */
	readonly roomMb: number | undefined;
	/** Where that figure is from, within a sentence. */
	readonly because: string;
}

/** A way to answer in the chat; one folder under ai/. */
export interface AiChoice {
	readonly id: string;
	/** How it appears among the answers. */
	option(ground: Ground): Option;
	/** Further questions; the key is asked only when the app does not have it yet. */
	questions(answers: Answers, ground: Ground): readonly Question[];
	config(answers: Answers, ground: Ground): AiConfig;
	/** The key it needs; undefined for none. */
	secretKey?(given: Secret | undefined): SecretKey;
	/** The server that it brings along; undefined for none. */
	companion?(answers: Answers, ground: Ground): Companion | undefined;
}

/** Where the app keeps its data; one folder under database/. */
export interface DatabaseChoice {
	readonly id: string;
	option(ground: Ground): Option;
	/** `places`: with the app itself an address can be tried as the app will use it. */
	questions(answers: Answers, ground: Ground, places: Pick<Places, 'bundles'>): readonly Question[];
	/** `given`: the secret of its questions, when one was given in this run. */
	config(given: Secret | undefined): DatabaseConfig;
	/** The key it needs; undefined for none. */
	secretKey?(given: Secret | undefined): SecretKey;
	/** The server that it brings along; undefined for none. */
	companion?(answers: Answers): Companion;
}
