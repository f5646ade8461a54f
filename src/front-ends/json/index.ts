import type { RunEvent } from '../../core/event.js';
import { type FrontEnd, LEAVE } from '../../core/front-end.js';
import { toPublicEvents } from './to-json.js';

export interface JsonOptions {
	readonly stdout: NodeJS.WriteStream;
}

/** The front end of scripts: one event a line on stdout and nothing else there. It never asks. */
export function createJson({ stdout }: JsonOptions): FrontEnd {
	let reported = false;
	const tell = (event: RunEvent) => {
		if (event.event === 'report') {
			// The engine tells the report and closes with it; the last line comes once.
			if (reported) return;
			reported = true;
		}
		for (const line of toPublicEvents(event)) stdout.write(`${JSON.stringify(line)}\n`);
	};
	return {
		canAsk: false,
		on: tell,
		// Never called, since canAsk is false; if they were, nobody has agreed to anything.
		ask: async () => LEAVE,
		decide: async () => ({ kind: 'leave' }),
		approve: async () => LEAVE,
		confirm: async () => false,
		async close(report) {
			tell({ event: 'report', report });
			await new Promise<void>((resolve) => stdout.write('', () => resolve()));
		},
	};
}
