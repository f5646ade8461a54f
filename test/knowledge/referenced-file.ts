import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases.js';
import type { Labelled } from './referenced.js';

type Lines = readonly [first: number, last: number];

/** In a file of a public repository. */
export interface InFile extends Labelled {
	/** "owner/name" on GitHub. */
	readonly repository: string;
	readonly commit: string;
	readonly path: string;
	/** The first and the last line of the output, counted from 1. */
	readonly lines: Lines;
	/** Further outputs of the same page, by command, and their checksums. */
	readonly context?: Readonly<Record<string, Lines>>;
	readonly contextSha256?: Readonly<Record<string, string>>;
}

/** `snapshots`: a folder that holds a snapshot or a clone of each repository as owner+name. */
export function caseInFile(reference: InFile, snapshots: string): Pick<Case, 'source' | 'output' | 'context'> {
	const { repository, commit, path, lines, sha256, context = {}, contextSha256 = {} } = reference;
	const further = Object.entries(context).map(([key, range]) => [key, textOf(reference, snapshots, range, contextSha256[key])]);
	return {
		source: `https://github.com/${repository}/blob/${commit}/${path}#L${lines[0]}-L${lines[1]}`,
		output: textOf(reference, snapshots, lines, sha256),
		context: Object.fromEntries(further),
	};
}

function textOf({ id, repository, commit, path }: InFile, snapshots: string, [first, last]: Lines, sha256: string | undefined): string {
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
