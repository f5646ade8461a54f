import type { Exposure, Settings } from '../../core/app.js';
import type { Finding, Probe } from '../../core/check.js';
import type { FileChange } from '../../core/plan.js';
import type { Files, System } from '../../core/ports.js';
import { found } from '../../knowledge/found.js';
import { type FolderRecord, readRecord } from './record.js';
import { newSetupFile, setupFile, toSetupValues } from './setup-file.js';
import { toValues } from './values.js';
import { mergeYaml, toRecord, type Wanted } from './yaml-merge.js';

/** What the folder should hold, against what it holds. */
export interface FolderFacts {
	/** Files to write; empty when all is as it should be. */
	readonly changes: readonly FileChange[];
	/** Every file as it will be, by relative path: ours and the user's own in the app and the chart. */
	readonly content: Readonly<Record<string, string>>;
	/** The user's edits that a newer version or answer disagrees with; they stay unless allowed. */
	readonly conflicts: readonly FileChange[];
	/** Files that are there, are not ours, and would have been written: only in a folder that we never set up. */
	readonly foreign: readonly string[];
	readonly record: FolderRecord;
	readonly notes: readonly Finding[];
}

const environments = ['dev', 'staging', 'prod'];
/** Made by builds and package managers inside the user's app; never part of what we write or hash. */
const generated = ['node_modules', 'dist', '.git', '.todo-k8s', 'data'];

/** Reads the shipped templates and the folder, and decides file by file. Nothing is written. */
export function folderProbe(settings: Settings, exposure: Exposure | undefined): Probe<FolderFacts> {
	return {
		id: `folder:${settings.dir}`,
		read: async ({ files, system }) => {
			const { dir, stateDir, templates } = settings;
			const [ours, record, known] = await Promise.all([
				readShipped(files, templates),
				readRecord(files, stateDir),
				files.kind(`${dir}/${setupFile}`),
			]);
			const theirs = await readTheirs(files, dir, [...Object.keys(ours), setupFile]);
			return decide(settings, exposure, { ours, theirs, record, isOurs: known === 'file', system });
		},
	};
}

/** The templates by the path they get in the folder. npm leaves out files that begin with a dot, so some have another name here. */
async function readShipped(files: Files, templates: string): Promise<Record<string, string>> {
	const names: Readonly<Record<string, string>> = { gitignore: '.gitignore', 'env.example': '.env.example' };
	const paths = await files.list(templates, generated);
	return Object.fromEntries(
		await Promise.all(paths.map(async (path) => [names[path] ?? path, (await files.read(`${templates}/${path}`)) ?? ''])),
	);
}

/** The files we would write, and everything in the app and the chart; the rest of the folder is the user's and not looked at. */
async function readTheirs(files: Files, dir: string, shipped: readonly string[]): Promise<Record<string, string>> {
	const [app, chart] = await Promise.all(
		['app', 'chart'].map(async (name) => (await files.list(`${dir}/${name}`, generated)).map((path) => `${name}/${path}`)),
	);
	const paths = [...new Set([...shipped, ...(app ?? []), ...(chart ?? [])])];
	const found = await Promise.all(paths.map(async (path) => [path, await files.read(`${dir}/${path}`)] as const));
	return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

interface Sides {
	readonly ours: Readonly<Record<string, string>>;
	readonly theirs: Readonly<Record<string, string>>;
	readonly record: FolderRecord;
	/** The folder was set up by us before. */
	readonly isOurs: boolean;
	readonly system: System;
}

function decide(settings: Settings, exposure: Exposure | undefined, sides: Sides): FolderFacts {
	const { ours, theirs, record, isOurs, system } = sides;
	const changes: FileChange[] = [];
	const conflicts: FileChange[] = [];
	const foreign: string[] = [];
	const content: Record<string, string> = { ...theirs };
	const sums: Record<string, string> = {};
	const keys: Record<string, Record<string, string>> = {};

	const put = (path: string, after: string) => {
		const before = theirs[path];
		content[path] = after;
		sums[path] = system.sha256(after);
		if (before !== after) changes.push({ path, before, after });
	};
	const merge = (path: string, fresh: string, wanted: Wanted) => {
		const last = record.keys[path];
		keys[path] = toRecord(wanted, last);
		const there = theirs[path];
		// An answer that this run does not need may be needed by the next one.
		const both = { name: path, text: there ?? fresh, wanted, ...(path === setupFile ? {} : { fresh }) };
		const merged = mergeYaml({ ...both, last }, there === undefined || settings.overwrite.has(path));
		if (merged.conflicts.length > 0) {
			const forced = mergeYaml({ ...both, last: undefined }, true);
			conflicts.push({ path, before: there, after: forced.text, conflict: true });
		}
		put(path, merged.text);
	};

	const merged = new Set([setupFile, ...environments.map((name) => `values/values-${name}.yaml`)]);
	for (const [path, fresh] of Object.entries(ours)) {
		if (merged.has(path)) continue;
		const there = theirs[path];
		const last = record.files[path];
		const sum = there === undefined ? undefined : system.sha256(there);
		if (there === undefined || there === fresh || sum === last || settings.overwrite.has(path)) {
			put(path, fresh);
			continue;
		}
		if (!isOurs) foreign.push(path);
		// The user's edit stays. It only conflicts when we have something newer than what they began with.
		else if (last !== system.sha256(fresh)) conflicts.push({ path, before: there, after: fresh, conflict: true });
		if (last) sums[path] = last;
	}
	for (const name of environments) {
		const path = `values/values-${name}.yaml`;
		const fresh = ours[path];
		if (fresh === undefined) continue;
		// Only the chosen environment follows the answers; the others take them when they are made.
		if (name === settings.app.environment || theirs[path] === undefined) merge(path, fresh, toValues(settings, name, exposure));
		else keys[path] = { ...record.keys[path] };
	}
	merge(setupFile, newSetupFile(settings.answers), toSetupValues(settings.answers));
	const notes = conflicts.map(({ path }) => keptEdit(path));
	return { changes, content, conflicts, foreign, record: { files: sums, keys }, notes };
}

function keptEdit(path: string): Finding {
	return found('folder.edit-kept', {
		severity: 'note',
		says: ['Your change in ', { path }, ' was kept, although a newer version or answer says otherwise.'],
		remedies: [{ kind: 'manual', says: 'Compare both, and take over what you want.', commands: ['todo-k8s-setup plan'] }],
	});
}
