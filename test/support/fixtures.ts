import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../../src/core/shell.js';

const root = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** A recording by its path under test/fixtures. */
export function recording(path: string): string {
	return readFileSync(`${root}${path}`, 'utf8');
}

/** A whole recorded command: stdout from NAME.json or NAME.txt, stderr from NAME.stderr.txt. */
export function recorded(name: string, code = 0): Extract<Outcome, { kind: 'exited' }> {
	const read = (...endings: string[]) => {
		const ending = endings.find((each) => existsSync(`${root}${name}${each}`));
		return ending === undefined ? undefined : readFileSync(`${root}${name}${ending}`, 'utf8');
	};
	const stdout = read('.json', '.txt');
	const stderr = read('.stderr.txt');
	if (stdout === undefined && stderr === undefined) throw new Error(`There is no recording ${name}.`);
	return { kind: 'exited', code, stdout: stdout ?? '', stderr: stderr ?? '' };
}
