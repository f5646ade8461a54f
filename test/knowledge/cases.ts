import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Platform } from '../../src/knowledge/entry.js';
import { causeOf, type Explanation, explain } from '../../src/knowledge/explain.js';

/**
 * A real output from a public thread, with the cause that the thread came to. In the collections "rebuilt-*" the output is
 * written anew from what the thread tells (same mechanism, other words), or recorded from the tool itself.
 */
export interface Case {
	readonly id: string;
	/** Address of the thread, or "recorded: ..." with the tool and what was done. */
	readonly source: string;
	readonly platform: Platform;
	readonly command?: string | null;
	readonly output: string;
	/** Further output or facts of the same thread. */
	readonly context?: Readonly<Record<string, string>>;
	readonly cause: string;
	/** Others that a fair judge would take as well. */
	readonly accept?: readonly string[];
}

const folder = fileURLToPath(new URL('cases/', import.meta.url));

const names = readdirSync(folder)
	.filter((name) => name.endsWith('.jsonl'))
	.map((name) => name.replace('.jsonl', ''));

/** Names of the collections: "dev", "batch-1" ..., "rebuilt-1" ..., and "samples", which only show one sign each. */
export const collections: readonly string[] = names.filter((name) => !isReferenced(name));

/** Collections that hold addresses instead of texts, of files or of threads; they are read with referenced.ts. */
export const referencedCollections: readonly string[] = names.filter(isReferenced);

function isReferenced(name: string): boolean {
	return /^(referenced|threads)-/.test(name);
}

export function casesOf(collection: string): readonly Case[] {
	return linesOf<Case>(collection);
}

/** The lines of a collection, as they are written. */
export function linesOf<Line>(collection: string): readonly Line[] {
	return readFileSync(`${folder}${collection}.jsonl`, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Line);
}

export function judged({ output, command, platform, context }: Case): Explanation {
	return explain({ output, command: command ?? '', platform, facts: context ?? {} });
}

export function isRight({ cause, accept = [] }: Case, { best }: Explanation): boolean {
	return best !== undefined && [cause, ...accept].includes(causeOf(best.entry));
}

/** How a collection comes out. */
export interface Score {
	readonly cases: number;
	readonly right: number;
	/** Wrong, with a confidence above 0.7. */
	readonly surelyWrong: number;
	readonly wsl2: number;
	readonly wsl2Right: number;
}

export function scoreOf(cases: readonly Case[]): Score {
	return totalOf(
		cases.map((each) => {
			const explanation = judged(each);
			return { platform: each.platform, right: isRight(each, explanation), confidence: explanation.best?.confidence ?? 0 };
		}),
	);
}

/** What came out for one case. */
export interface Result {
	readonly platform: Platform;
	readonly right: boolean;
	readonly confidence: number;
}

export function totalOf(all: readonly Result[]): Score {
	const results = all.map((each) => ({ ...each, sure: each.confidence > 0.7 }));
	const inWsl = results.filter(({ platform }) => platform === 'wsl2');
	return {
		cases: results.length,
		right: results.filter(({ right }) => right).length,
		surelyWrong: results.filter(({ right, sure }) => sure && !right).length,
		wsl2: inWsl.length,
		wsl2Right: inWsl.filter(({ right }) => right).length,
	};
}
