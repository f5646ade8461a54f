import type { CheckEvent } from '../../core/event.js';
import { type FrontEnd, LEAVE } from '../../core/front-end.js';
import type { Report } from '../../core/report.js';
import { anonymous, type Person, toMarkdown } from './to-markdown.js';

export interface ReportOptions {
	readonly stdout: NodeJS.WriteStream;
	readonly version: string;
	readonly node: string;
	/** Whose names are taken out. */
	readonly person: Person;
}

/** The front end of `doctor --report`: one Markdown text at the end, to paste into an issue. It never asks. */
export function createReport({ stdout, version, node, person }: ReportOptions): FrontEnd {
	const checks: CheckEvent[] = [];
	return {
		canAsk: false,
		on(event) {
			if (event.event === 'check') checks.push(event);
		},
		ask: async () => LEAVE,
		decide: async () => ({ kind: 'leave' }),
		approve: async () => LEAVE,
		confirm: async () => false,
		async close(report: Report) {
			const text = anonymous(toMarkdown({ version, node, checks, report }), person);
			await new Promise<void>((resolve) => stdout.write(text, () => resolve()));
		},
	};
}
