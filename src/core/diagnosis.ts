import type { Finding, Row } from './check.js';

/** Where to look for what is wrong. */
export interface Scope {
	readonly context: string;
	readonly namespace: string;
	/** The beginning of the name of a pod, or the name of what made it; without it all of them. */
	readonly pod?: string;
}

/** What was seen there. */
export type Diagnosis =
	| {
			readonly kind: 'seen';
			/** One for each workload, and for everything else that is wrong. */
			readonly rows: readonly DiagnosedRow[];
			/** Each root before what comes from it. */
			readonly findings: readonly Finding[];
			readonly pods: number;
			readonly workloads: number;
			/** Kinds of objects that this user may not read. */
			readonly unread: readonly string[];
	  }
	/** No pod has such a name; these are there. */
	| { readonly kind: 'no-pod'; readonly pods: readonly string[] }
	| { readonly kind: 'no-namespace'; readonly namespaces: readonly string[] }
	| { readonly kind: 'unreachable'; readonly finding: Finding };

export interface DiagnosedRow {
	/** "deployment/todo-backend". */
	readonly id: string;
	readonly row: Row;
	readonly findings: readonly Finding[];
}

/** A context of the kubeconfig and the namespace that it stands in. */
export interface CurrentPlace {
	/** undefined: none is selected. */
	readonly context: string | undefined;
	readonly namespace: string;
	readonly contexts: readonly string[];
}
