import type { Platform } from '../../src/knowledge/entry.js';
import { type Case, linesOf, type Score, totalOf } from './cases.js';
import { caseInFile, type InFile } from './referenced-file.js';
import { caseInThread, type InThread } from './referenced-thread.js';

/** A real output that somebody pasted where everybody can read it. Its text is not ours, so only the address is kept. */
export type Reference = InFile | InThread;

export interface Labelled {
	readonly id: string;
	/** Of the lines of the output, joined by line feeds. */
	readonly sha256: string;
	readonly platform: Platform;
	readonly command: string | null;
	/** From what helped there, written down before the program was asked. */
	readonly cause: string;
	readonly accept?: readonly string[];
	readonly why: string;
	/** Nobody could tell the cause from these lines: another one has the same. It counts at first look, and cannot be learned. */
	readonly untold?: boolean;
	/** What `explain --json` said before anything was learned from the batch. */
	readonly firstLook: { readonly cause: string | null; readonly confidence: number };
}

export function referencesOf(collection: string): readonly Reference[] {
	return linesOf<Reference>(collection);
}

export function firstLookOf(references: readonly Reference[]): Score {
	return totalOf(
		references.map(({ platform, cause, accept = [], firstLook }) => ({
			platform,
			right: firstLook.cause !== null && [cause, ...accept].includes(firstLook.cause),
			confidence: firstLook.confidence,
		})),
	);
}

/** The same as ordinary cases, with the texts out of a folder that holds a clone or snapshot of each repository, and each thread. */
export function casesFrom(references: readonly Reference[], folder: string): readonly Case[] {
	return references.map((reference) => {
		const { id, platform, command, cause, accept = [] } = reference;
		const found = 'thread' in reference ? caseInThread(reference, folder) : caseInFile(reference, folder);
		return { id, platform, command, cause, accept, ...found };
	});
}
