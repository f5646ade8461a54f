import type { Daemon, Daemons } from '../core/ports.js';
import { without } from '../core/simulation.js';
import type { SimulatedDaemon } from '../core/world.js';
import type { Machine } from './world.js';

/** Programs that go on in the background: the app on this machine, and port-forwards. */
export function simulatedDaemons(machine: Machine): Daemons {
	const keyOf = (stateDir: string, name: string) => `${stateDir}/${name}`;
	const toDaemon = (key: string, { pid, alive, notes }: SimulatedDaemon): Daemon => ({
		pid,
		alive: alive && !hasLostItsCluster(machine, key),
		notes,
		logFile: `${key}.log`,
	});
	return {
		async start({ name, command, stateDir, env = {}, notes = {} }) {
			const { daemons, faults, nowMs, files } = machine.world;
			const key = keyOf(stateDir, name);
			const ends = name === 'app' ? faults.app : undefined;
			const daemon: SimulatedDaemon = {
				pid: 4000 + Object.keys(daemons).length,
				alive: ends === undefined,
				startedMs: nowMs,
				command,
				env,
				notes,
			};
			const kept = env.DATA_DIR ? { [`${env.DATA_DIR}/todo.sqlite`]: { text: 'SQLite format 3', mode: 0o600 } } : {};
			machine.world = {
				...machine.world,
				daemons: { ...daemons, [key]: daemon },
				files: { ...files, ...kept, [`${key}.log`]: { text: `${files[`${key}.log`]?.text ?? ''}${ends ?? serving}`, mode: 0o600 } },
			};
			return { ...toDaemon(key, daemon), alive: true };
		},
		async find(stateDir, name) {
			const key = keyOf(stateDir, name);
			const daemon = machine.world.daemons[key];
			return daemon && toDaemon(key, daemon);
		},
		// Nothing here is ever killed between two lines.
		endOrphans: async () => undefined,
		async stop(stateDir, name) {
			machine.world = { ...machine.world, daemons: without(machine.world.daemons, keyOf(stateDir, name)) };
		},
	};
}

/** As the app says it. */
const serving = '{"level":"info","msg":"serving"}\n';

/** A port-forward ends with the cluster that it leads into. */
function hasLostItsCluster({ world }: Machine, key: string): boolean {
	const [context = ''] = String(world.daemons[key]?.notes.target ?? '').split('/');
	return context !== '' && world.minikube.profiles[context]?.state !== 'running';
}
