import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../../core/error.js';

/** What the wizard set there in an earlier run is still right, although it does not know it in this one. */
export const asItIs: unique symbol = Symbol('as it is');

/** What the wizard wants at a dotted path of a YAML file. */
export type Wanted = Readonly<Record<string, string | number | boolean | typeof asItIs>>;

export interface Merged {
	readonly text: string;
	/** Paths where the user's own edit and a new answer disagree; the edit was kept. */
	readonly conflicts: readonly { readonly path: string; readonly theirs: string; readonly ours: string }[];
}

/** Reads YAML that belongs to the user; a mistake in it is named with line and column, and nothing is changed. */
export function parseUserYaml(name: string, text: string): Document {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
	const [error] = document.errors;
	if (error) {
		const { line, col } = lineCounter.linePos(error.pos[0]);
		throw new UsageError(
			`${name} is not valid YAML: line ${line}, column ${col}: ${error.message}. It was left as it is; correct it and run this again.`,
		);
	}
	if (document.contents !== null && !(document.toJS() instanceof Object)) {
		throw new UsageError(`${name} does not hold keys and values (line 1, column 1). It was left as it is; correct it and run this again.`);
	}
	return document;
}

/** One YAML file of the user's, and what we know of it. */
export interface Sides {
	readonly name: string;
	/** As it is; for a new file the one that we ship. */
	readonly text: string;
	/** The one that we ship; without it nothing that we set before is taken back. */
	readonly fresh?: string;
	readonly wanted: Wanted;
	/** What we set last time. */
	readonly last: Readonly<Record<string, string>> | undefined;
}

/**
 * Sets the wizard's keys in the user's file and leaves everything else alone:
 * comments, order, other keys. A key that the user changed since we wrote it
 * (`last`) stays theirs, unless `force`; it is a conflict only when the answer changed, too.
 */
export function mergeYaml(sides: Sides, force: boolean): Merged {
	const { name, text, wanted, last, fresh } = sides;
	const document = parseUserYaml(name, text);
	const shipped = fresh === undefined ? undefined : parseUserYaml(name, fresh);
	const conflicts: { path: string; theirs: string; ours: string }[] = [];
	let changed = false;
	for (const [path, value] of Object.entries(wanted)) {
		const keys = path.split('.');
		const there = document.getIn(keys);
		if (value === asItIs || String(there ?? '') === String(value)) continue;
		// What we never set and is as we shipped it is nobody's edit.
		const untouched = last !== undefined && last[path] === undefined && String(shipped?.getIn(keys)) === String(there);
		const edited = there !== undefined && last?.[path] !== String(there) && !untouched;
		if (edited && !force) {
			if (last?.[path] !== String(value)) conflicts.push({ path, theirs: String(there ?? ''), ours: String(value) });
			continue;
		}
		if (there === undefined && shipped) insertShipped(document, shipped, keys);
		document.setIn(keys, value);
		changed = true;
	}
	changed = (shipped !== undefined && takeBack(document, shipped, sides)) || changed;
	if (!changed) return { text, conflicts };
	const written = document.toString(layoutOf(text));
	return { text: text.includes('\r\n') ? written.replace(/\r?\n/g, '\r\n') : written, conflicts };
}

/** A part that is not in the file yet comes as we ship it, with the comments that explain it. */
function insertShipped(document: Document, shipped: Document, keys: readonly string[]): void {
	const depth = keys.findIndex((_, index) => !document.hasIn(keys.slice(0, index + 1)));
	const mapAt = (of: Document) => (depth === 0 ? of.contents : of.getIn(keys.slice(0, depth), true));
	const [from, to] = [mapAt(shipped), mapAt(document)];
	if (!isMap(from) || !isMap(to)) return;
	const pair = from.items.find(({ key }) => String(key) === keys[depth]);
	if (pair) to.items.push(pair.clone(document.schema));
}

/** A key that we set and want no more becomes what a new file has there, or goes; one that the user changed since stays. */
function takeBack(document: Document, shipped: Document, { wanted, last = {} }: Sides): boolean {
	let changed = false;
	for (const [path, value] of Object.entries(last)) {
		const keys = path.split('.');
		const there = document.getIn(keys);
		if (path in wanted || there === undefined || String(there) !== value) continue;
		const before = shipped.getIn(keys);
		if (String(before) === value) continue;
		if (before === undefined) removeWithParents(document, keys);
		else document.setIn(keys, before);
		changed = true;
	}
	return changed;
}

/** The strict chart refuses an empty parent that it does not know as well. */
function removeWithParents(document: Document, keys: readonly string[]): void {
	document.deleteIn(keys);
	const parent = keys.slice(0, -1);
	const left = parent.length > 0 ? document.getIn(parent) : undefined;
	if (isMap(left) && left.items.length === 0) removeWithParents(document, parent);
}

/** How the user writes lists, so that a change of one key does not touch the others' lines. */
function layoutOf(text: string) {
	return { lineWidth: 0, flowCollectionPadding: /[[{] +[^\s\]}]/.test(text), indentSeq: !/^( *)[^\s#-].*:[ \t]*\r?\n\1- /m.test(text) };
}

/** The wanted values as they are recorded; what stays as it is was recorded before. */
export function toRecord(wanted: Wanted, last: Readonly<Record<string, string>> = {}): Record<string, string> {
	return Object.fromEntries(
		Object.entries(wanted).flatMap(([path, value]) => {
			if (value !== asItIs) return [[path, String(value)]];
			return last[path] === undefined ? [] : [[path, last[path]]];
		}),
	);
}
