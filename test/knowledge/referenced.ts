import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../src/knowledge/entry.js';
import { type Case, linesOf, type Score, totalOf } from './cases.js';

type Lines = readonly [first: number, last: number];

/** A real output that somebody pasted into a public repository. Its text is not ours, so only the address is kept. */
export interface Reference {
	readonly id: string;
	/** "owner/name" on GitHub. */
	readonly repository: string;
	readonly commit: string;
	readonly path: string;
	/** The first and the last line of the output, counted from 1. */
	readonly lines: Lines;
	/** Of these lines, joined by line feeds. */
	readonly sha256: string;
	/** Further outputs of the same page, by command, and their checksums. */
	readonly context?: Readonly<Record<string, Lines>>;
	readonly contextSha256?: Readonly<Record<string, string>>;
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

/** The same as ordinary cases, with the text out of a folder that holds a snapshot or a clone of each repository as owner+name. */
export function casesFrom(references: readonly Reference[], snapshots: string): readonly Case[] {
	return references.map((reference) => {
		const { id, repository, commit, path, lines, sha256, platform, command, cause, accept = [], contextSha256 = {} } = reference;
		const source = `https://github.com/${repository}/blob/${commit}/${path}#L${lines[0]}-L${lines[1]}`;
		const further = Object.entries(reference.context ?? {}).map(([key, range]) => [
			key,
			textOf(reference, snapshots, range, contextSha256[key]),
		]);
		const output = textOf(reference, snapshots, lines, sha256);
		return { id, source, platform, command, output, context: Object.fromEntries(further), cause, accept };
	});
}

function textOf({ id, repository, commit, path }: Reference, snapshots: string, [first, last]: Lines, sha256: string | undefined): string {
	const args = [`--git-dir=${gitFolder(repository, snapshots)}`, 'show', `${commit}:${path}`];
	const file = execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
	const text = file
		.split('\n')
		.slice(first - 1, last)
		.join('\n');
	const found = createHash('sha256').update(text).digest('hex');
	if (found !== sha256) throw new Error(`${id}: lines ${first} to ${last} of ${path} in ${repository} are not the text that was labelled`);
	return text;
}

/** A clone, bare or with its work tree, or a snapshot that lies one folder deeper. */
function gitFolder(repository: string, snapshots: string): string {
	const folder = join(snapshots, repository.replace('/', '+'));
	const candidates = ['.git', '', 'repo/.git', 'repo'].map((inside) => join(folder, inside));
	const found = candidates.find((each) => existsSync(join(each, 'HEAD')) && existsSync(join(each, 'objects')));
	if (!found) throw new Error(`${folder} holds no clone of ${repository}`);
	return found;
}
