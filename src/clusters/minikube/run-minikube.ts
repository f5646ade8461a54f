import { StepFailed } from '../../core/error.js';
import type { Command, Outcome } from '../../core/shell.js';
import type { StepContext } from '../../core/step.js';
import { blame } from '../../knowledge/blame.js';
import { lastLines } from '../../tools/version.js';
import { toFindings, toProgress } from './start-output.js';

/** Runs minikube, shows its events as progress, and turns its errors into findings. */
export async function minikube(context: StepContext, args: readonly string[]): Promise<void> {
	const command: Command = ['minikube', ...args];
	const lines: string[] = [];
	const outcome = await context.ports.shell.run(command, {
		signal: context.signal,
		// A first start downloads about 1 GB; whoever has less than 1 Mbit/s sees this limit.
		timeoutMs: 20 * 60_000,
		onLine(line) {
			lines.push(line);
			const update = toProgress(line);
			if (update) context.progress(update);
		},
	});
	throwUnlessDone(command, outcome, lines);
}

function throwUnlessDone(command: Command, outcome: Outcome, lines: readonly string[]): void {
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	const plain = lines.map((line) => toProgress(line)?.line ?? '').filter((line) => line !== '');
	const how =
		outcome.kind === 'exited' ? `ended with exit code ${outcome.code}` : outcome.kind === 'timed-out' ? 'took too long' : outcome.kind;
	const output = plain.join('\n');
	const failed = { command: command.join(' '), output };
	// What Minikube says of itself is told where nothing that we know fits.
	const findings = blame(failed).length > 0 ? [] : toFindings(lines);
	throw new StepFailed(`${command.slice(0, 2).join(' ')} ${how}.`, { findings, failed, lastLines: lastLines(output) });
}
