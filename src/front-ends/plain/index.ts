import type { FrontEnd } from '../../core/front-end.js';
import type { Plan } from '../../core/plan.js';
import { toAscii } from '../../core/words.js';
import { Asker } from './asker.js';
import { Narrator } from './narrator.js';
import { isResult, reportLines } from './words.js';

export interface PlainOptions {
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	/** Whether somebody is there to answer; without it nothing is ever asked. */
	readonly canAsk: boolean;
	/** Milliseconds since 1970. */
	now(): number;
	/** Ctrl+C at a prompt: the engine aborts. */
	onInterrupt(): void;
	readonly unicode: boolean;
	/** Commands in the plan, and every line that programs print. */
	readonly verbose?: boolean;
	/** The first line is on the screen already. */
	readonly greeted?: boolean;
}

/** The front end of logs, pipes and screen readers: lines are only appended. Results on stdout, everything else on stderr. */
export function createPlain(options: PlainOptions): FrontEnd {
	const { stdout, stderr, stdin, canAsk, unicode, verbose = false, greeted = false } = options;
	const narrator = new Narrator(() => options.now(), verbose);
	const shown = (text: string) => (unicode ? text : toAscii(text));
	const write = (stream: NodeJS.WriteStream, lines: readonly string[]) => {
		if (lines.length > 0) stream.write(shown(`${lines.join('\n')}\n`));
	};
	// Prompts are no result: with stdout in a file they still have to be seen.
	const output = stdout.isTTY ? stdout : stderr;
	const asker = new Asker({ stdin, output, onInterrupt: () => options.onInterrupt(), say: (lines) => write(output, lines) });
	let plan: Plan | undefined;

	return {
		canAsk,
		on(event) {
			if (event.event === 'plan') plan = event.plan;
			if (!(greeted && event.event === 'start')) write(stderr, narrator.lines(event));
		},
		ask: (question, place, signal) => asker.ask(question, place, signal),
		decide: (findings, resolved, signal) => asker.decide(findings, resolved, signal),
		approve: (proposed, signal) => asker.approve(proposed, verbose, signal),
		confirm: (says, change, signal) => asker.confirm(says, change, signal),
		async close(report) {
			const stream = isResult(report) ? stdout : stderr;
			write(stream, reportLines(report, plan));
			await new Promise<void>((resolve) => stream.write('', () => resolve()));
		},
	};
}
