import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = [];

/** A new folder that goes when this process ends, also by an error or Ctrl+C. */
export function temporaryFolder(name) {
	if (made.length === 0) {
		process.on('exit', () => {
			for (const folder of made) rmSync(folder, { recursive: true, force: true });
		});
		for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) process.once(signal, () => process.exit(code));
	}
	const folder = mkdtempSync(join(tmpdir(), name));
	made.push(folder);
	return folder;
}
