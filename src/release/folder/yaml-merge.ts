import { type Document, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../../core/error.js';

/** What the wizard wants at a dotted path of a YAML file. */
export type Wanted = Readonly<Record<string, string | number | boolean>>;

export interface Merged {
	readonly text: string;
	/** Paths where the user's own edit and a new answer disagree; the edit was kept. */
	readonly conflicts: readonly { readonly path: string; readonly theirs: string; readonly ours: string }[];
}

/** Reads YAML that belongs to the user; a mistake in it is named with line and column, and nothing is changed. */
export function parseUserYaml(name: string, text: string): Document {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, { lineCounter, prettyErrors: false });
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

/**
 * Sets the wizard's keys in the user's file and leaves everything else alone:
 * comments, order, other keys. A key that the user changed since we wrote it
 * (`last`) stays theirs, unless `force`; it is a conflict only when the answer changed, too.
 */
export function mergeYaml(
	name: string,
	text: string,
	wanted: Wanted,
	last: Readonly<Record<string, string>> | undefined,
	force: boolean,
): Merged {
	const document = parseUserYaml(name, text);
	const conflicts: { path: string; theirs: string; ours: string }[] = [];
	let changed = false;
	for (const [path, value] of Object.entries(wanted)) {
		const keys = path.split('.');
		const there = document.getIn(keys);
		if (String(there ?? '') === String(value)) continue;
		const edited = there !== undefined && last?.[path] !== String(there);
		if (edited && !force) {
			if (last?.[path] !== String(value)) conflicts.push({ path, theirs: String(there ?? ''), ours: String(value) });
			continue;
		}
		document.setIn(keys, value);
		changed = true;
	}
	if (!changed) return { text, conflicts };
	const written = document.toString(layoutOf(text));
	return { text: text.includes('\r\n') ? written.replace(/\r?\n/g, '\r\n') : written, conflicts };
}

/** How the user writes lists, so that a change of one key does not touch the others' lines. */
function layoutOf(text: string) {
	return { lineWidth: 0, flowCollectionPadding: /[[{] +[^\s\]}]/.test(text), indentSeq: !/^( *)[^\s#-].*:[ \t]*\r?\n\1- /m.test(text) };
}

/** The wanted values as they are recorded. */
export function toRecord(wanted: Wanted): Record<string, string> {
	return Object.fromEntries(Object.entries(wanted).map(([path, value]) => [path, String(value)]));
}
