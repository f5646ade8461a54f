import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Looks at the command line of every process, again and again, and notes those that hold the text. */
export async function watchProcesses(needle: string, seen: string[], signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
			try {
				const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
				if (line.includes(needle)) seen.push(line.replaceAll('\0', ' '));
			} catch {
				// It ended in between.
			}
		}
		await sleep(10);
	}
}
