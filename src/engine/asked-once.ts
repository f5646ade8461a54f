import type { Ports } from '../core/ports.js';
import type { Outcome, Shell } from '../core/shell.js';

/**
 * Ports by which the same question is asked once: probes that need the same command share its answer. Only for one look at
 * the world; who waits for a change has to ask again.
 */
export function askedOnce(ports: Ports): Ports {
	const { shell } = ports;
	const asked = new Map<string, Promise<Outcome>>();
	const run: Shell['run'] = async (command, options = {}) => {
		const { input, onLine, env, cwd } = options;
		if (input !== undefined || onLine) return shell.run(command, options);
		const key = JSON.stringify([command, env, cwd]);
		const before = asked.get(key);
		if (!before) {
			const outcome = shell.run(command, options);
			asked.set(key, outcome);
			return outcome;
		}
		const outcome = await before;
		// The other probe ran out of patience; this one has its own.
		return outcome.kind === 'exited' || outcome.kind === 'missing' ? outcome : shell.run(command, options);
	};
	return { ...ports, shell: { run, pipe: (...args) => shell.pipe(...args), lookFirstIn: (folder) => shell.lookFirstIn(folder) } };
}
