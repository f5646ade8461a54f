import { readFile } from 'node:fs/promises';

/** When the process began, in clock ticks since boot; only Linux tells it cheaply. */
export async function birthOf(pid: number): Promise<string | undefined> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	// A zombie has ended, whatever kill(0) says.
	return fields?.[0] === 'Z' ? 'ended' : fields?.[19];
}
