import { appendFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunLog } from '../core/ports.js';
import { makePrivateFolder } from './private-folder.js';

const kept = 10;

/** A log file for each run; the last ten are kept. A folder that cannot be written only means that there is no log. */
export function fileRunLog(now: () => Date): RunLog {
	let waiting: string[] = [];
	let file: string | undefined;
	const append = (lines: readonly string[]) => {
		if (!file || lines.length === 0) return;
		try {
			// At once, so that the log is whole up to the moment of a kill -9.
			appendFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
		} catch {
			file = undefined;
		}
	};
	return {
		write(line) {
			const stamped = `${now().toISOString()} ${line}`;
			if (file) append([stamped]);
			else waiting.push(stamped);
		},
		async keepIn(stateDir) {
			if (file) return file;
			const folder = join(stateDir, 'logs');
			try {
				await makePrivateFolder(stateDir);
				await makePrivateFolder(folder);
				file = join(folder, `run-${now().toISOString().replace(/[:.]/g, '-')}.log`);
				append(waiting);
				waiting = [];
				const old = (await readdir(folder))
					.filter((name) => name.startsWith('run-'))
					.sort()
					.slice(0, -kept);
				await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
			} catch {
				file = undefined;
			}
			return file;
		},
		async close() {
			waiting = [];
		},
	};
}
