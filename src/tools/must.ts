import { StepFailed } from '../core/error.js';
import type { Ports } from '../core/ports.js';
import type { Command, Outcome, RunOptions } from '../core/shell.js';
import { lastLines } from './version.js';

/** The stdout of a command that must end well. */
export async function must({ shell }: Ports, command: Command, options: RunOptions, failure: string): Promise<string> {
	const outcome = await shell.run(command, options);
	if (outcome.kind === 'exited' && outcome.code === 0) return outcome.stdout;
	options.signal?.throwIfAborted();
	throw new StepFailed(`${failure}: ${describeEnd(outcome)}.`, {
		lastLines: outcome.kind === 'exited' ? lastLines(`${outcome.stdout}\n${outcome.stderr}`) : [],
	});
}

/** How a command ended, in the middle of a sentence. */
export function describeEnd(outcome: Outcome): string {
	switch (outcome.kind) {
		case 'exited':
			return (lastLines(outcome.stderr, 1)[0] ?? `exit code ${outcome.code}`).replace(/\.$/, '');
		case 'missing':
			return `${outcome.program} is not installed`;
		case 'timed-out':
			return `no answer within ${Math.round(outcome.afterMs / 1000)} s`;
		case 'cancelled':
			return 'it was stopped';
	}
}
