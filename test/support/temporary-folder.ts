import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made = new Set<string>();

/** A new folder that goes when the tests of this file are done, whatever became of them. */
export function temporaryFolder(name = 'todo-test-'): string {
	const folder = mkdtempSync(join(tmpdir(), name));
	made.add(folder);
	return folder;
}

function removeAll(): void {
	for (const folder of made) {
		// What was killed a moment ago may still write.
		rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
		made.delete(folder);
	}
}

// Hooks end in the reverse of their order, so this one comes after those of the tests, which stop what works in a folder.
afterAll(removeAll);
