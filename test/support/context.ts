import type { Ports } from '../../src/core/ports.js';
import type { Shell } from '../../src/core/shell.js';
import type { Progress, Step, StepContext } from '../../src/core/step.js';
import type { World } from '../../src/core/world.js';
import { freshWorld, type SimulatedPorts, simulatedPorts } from '../../src/demo/world.js';

/** Ports with this shell, and everything else in memory. */
export function portsWith(shell: Shell, world: World = freshWorld()): Ports & Pick<SimulatedPorts, 'machine'> {
	return { ...simulatedPorts(world), shell };
}

/** Runs one step alone; what it told on the way comes back. */
export async function runStep(step: Step, ports: Ports, signal: AbortSignal = new AbortController().signal): Promise<readonly Progress[]> {
	const told: Progress[] = [];
	await step.run(contextOf(ports, (update) => told.push(update), signal));
	return told;
}

/** What a step runs with; every fact is read anew. */
export function contextOf(
	ports: Ports,
	progress: StepContext['progress'] = () => undefined,
	signal: AbortSignal = new AbortController().signal,
): StepContext {
	return { ports, signal, progress, read: (probe) => probe.read(ports, signal) };
}

export const noAbort = new AbortController().signal;
