import type { AppConfig, SecretKey, Settings, Target } from './app.js';
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
	target(settings: Settings): Target;
}

/** A way to answer in the chat; one folder under ai/. */
export interface AiChoice {
	readonly id: string;
	readonly option: Option;
	/** Further questions; the key is asked only when `hasKey` is false. */
	questions(answers: Answers): readonly Question[];
	config(answers: Answers): AppConfig['ai'];
	/** The key it needs; undefined for none. */
	secretKey?(given: Secret | undefined): SecretKey;
}

/** Where the app keeps its data; one folder under database/. */
export interface DatabaseChoice {
	readonly id: string;
	readonly option: Option;
	questions(answers: Answers): readonly Question[];
	config(answers: Answers): AppConfig['database'];
}
