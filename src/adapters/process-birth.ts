import { readFile } from 'node:fs/promises';

/** What is told of a process that has ended, and that nobody has asked about yet. */
export const ended = 'ended';

/** When the process began, in clock ticks since boot; only Linux tells it cheaply. */
export async function birthOf(pid: number): Promise<string | undefined> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	// A zombie has ended, whatever kill(0) says.
	return fields?.[0] === 'Z' ? ended : fields?.[19];
}
