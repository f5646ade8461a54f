import { structuredPatch } from 'diff';
import type { FileChange } from '../../core/plan.js';

export interface DiffLine {
	readonly kind: 'place' | 'same' | 'added' | 'removed';
	readonly text: string;
}

/** What changes in a file, with three lines around each change; a new file is all added. */
export function toDiffLines({ path, before, after }: FileChange): readonly DiffLine[] {
	const patch = structuredPatch(path, path, before ?? '', after, '', '', { context: 3 });
	return patch.hunks.flatMap(({ oldStart, newStart, lines }): DiffLine[] => [
		{ kind: 'place', text: `@@ -${oldStart} +${newStart} @@` },
		...lines.filter((line) => !line.startsWith('\\')).map(toDiffLine),
	]);
}

function toDiffLine(line: string): DiffLine {
	const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same';
	return { kind, text: line };
}

/** How a file is meant in the plan. */
export function changeOf({ before, conflict }: FileChange): 'new' | 'changed' | 'conflict' {
	if (conflict) return 'conflict';
	return before === undefined ? 'new' : 'changed';
}
