import { defineCheck, type Remedy } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Command } from '../../core/shell.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../version.js';
import { type DockerFacts, dockerAnswersProbe } from './probe.js';
import type { StartWay } from './start-way.js';

/** To put before what only the user can do. */
export function startRemedies({ start }: DockerFacts): readonly Remedy[] {
	if (!start) return [];
	return [
		{
			kind: 'step',
			says: `Start ${start.what}`,
			costs: start.what === 'Docker' ? 'some seconds' : 'up to a minute',
			step: startDocker(start),
		},
	];
}

/** Starts Docker by a command that needs no password, and waits until it answers. */
export function startDocker({ what, command }: StartWay): Step {
	return {
		id: 'docker.start',
		title: `Start ${what}`,
		done: `${what} started`,
		goal: defineCheck({
			id: 'docker.running',
			title: 'Docker is running',
			needs: { docker: dockerAnswersProbe },
			diagnose: ({ docker }) =>
				docker.problem
					? [
							found('docker.not-running', {
								says: `${what} was started, but does not answer yet.`,
								...(docker.said ? { because: `docker info: ${docker.said}` } : {}),
								remedies: [
									{ kind: 'manual', says: 'Look at what it says itself, and run this again once it answers.', commands: ['docker info'] },
								],
							}),
						]
					: [],
		}),
		after: [],
		preview: [command.join(' ')],
		seconds: what === 'Docker' ? 5 : 40,
		// Docker Desktop brings a virtual machine up first.
		withinMs: 120_000,
		run: (context) => start(context, command),
	};
}

async function start({ ports, signal, progress }: StepContext, command: Command): Promise<void> {
	const outcome = await ports.shell.run(command, { signal, timeoutMs: 60_000, onLine: (line) => progress({ line }) });
	if (outcome.kind === 'exited' && outcome.code === 0) {
		progress({ says: 'waiting until it answers' });
		return;
	}
	signal.throwIfAborted();
	const said = outcome.kind === 'exited' ? lastLines(`${outcome.stdout}\n${outcome.stderr}`) : [];
	throw new StepFailed(
		`Docker could not be started: ${command.join(' ')} ${outcome.kind === 'exited' ? `ended with exit code ${outcome.code}` : outcome.kind}.`,
		{
			lastLines: said,
		},
	);
}
