import type { Ports } from '../core/ports.js';
import { kubectl, type Place } from '../tools/kubectl/place.js';
import type { LogSource } from './trouble.js';

/** Lines that are judged: enough for a stack and what was said before it. */
const tail = '60';

/** The last lines of a container; those before its restart when it ended, or the present ones when there are none. */
export async function readLog(
	{ shell, redactor }: Ports,
	place: Place,
	{ pod, container, previous }: LogSource,
	signal: AbortSignal,
): Promise<string> {
	const read = async (...extra: string[]) => {
		const outcome = await shell.run(kubectl(place, 'logs', pod, '--container', container, '--tail', tail, ...extra), {
			signal,
			timeoutMs: 8000,
		});
		// The runtime may have cleared the container away already; kubectl then says so on stdout and ends well.
		const isGone = outcome.kind === 'exited' && /^unable to retrieve container logs/.test(outcome.stdout);
		return outcome.kind === 'exited' && outcome.code === 0 && !isGone ? outcome.stdout : '';
	};
	return redactor.clean((previous ? await read('--previous') : '') || (await read()));
}
