import { simulatedMinikube } from '../clusters/minikube/simulation.js';
import type { Ports } from '../core/ports.js';
import { Redactor, Secret } from '../core/secret.js';
import type { Command, Outcome, RunOptions } from '../core/shell.js';
import type { Reply, SimulatedProgram } from '../core/simulation.js';
import { GIB } from '../core/size.js';
import type { SimulatedDocker, World } from '../core/world.js';
import { simulatedNode } from '../database/external/simulation.js';
import {
	simulatedCmd,
	simulatedDocker,
	simulatedPowerShell,
	simulatedServiceManager,
	simulatedSudo,
	simulatedTaskList,
	simulatedWsl,
} from '../tools/docker/simulation.js';
import { simulatedHelm } from '../tools/helm/simulation.js';
import { settle, simulatedKubectl } from '../tools/kubectl/simulation.js';
import { digest, letters } from './chance.js';
import { simulatedClock } from './clock.js';
import { simulatedDaemons } from './daemons.js';
import { simulatedDownloads } from './downloads.js';
import { simulatedFiles } from './files.js';
import { simulatedHttp } from './http.js';
import { simulatedTcp } from './tcp.js';

/** A command as it was sent; of its input only whether there was one is shown. */
export interface SentCommand {
	readonly command: Command;
	/** What went to stdin, for those who look for secrets. */
	readonly input: string;
	readonly env: Readonly<Record<string, string>>;
}

/** Where the simulated ports keep their world. */
export interface Machine {
	world: World;
	readonly sent: SentCommand[];
	/** How many things are under way on the machine that is real; the simulated time stands still meanwhile. */
	working: number;
}

export interface SimulatedPorts extends Ports {
	readonly machine: Machine;
}

export interface SimulationOptions {
	/** Waited for before time moves on by so many milliseconds; without it no real time passes. */
	readonly pace?: (ms: number) => Promise<void>;
}

const programs: Readonly<Record<string, SimulatedProgram>> = {
	docker: simulatedDocker,
	minikube: simulatedMinikube,
	kubectl: simulatedKubectl,
	helm: simulatedHelm,
	systemctl: simulatedServiceManager,
	sudo: simulatedSudo,
	'cmd.exe': simulatedCmd,
	'powershell.exe': simulatedPowerShell,
	'tasklist.exe': simulatedTaskList,
	'wsl.exe': simulatedWsl,
	node: simulatedNode,
};

/** Programs of Windows are called by their path as well. */
function nameOf(program: string): string {
	return program.split('/').at(-1) ?? program;
}

/** Ports over simulated programs, files in memory, and a clock that moves on when everybody waits. */
export function simulatedPorts(world: World, { pace }: SimulationOptions = {}): SimulatedPorts {
	const machine: Machine = { world, sent: [], working: 0 };
	const clock = simulatedClock(machine, pace);

	const call = (command: Command, input: string, env: Readonly<Record<string, string>>): Reply => {
		const [program, ...args] = command;
		const simulated = programs[nameOf(program)];
		machine.world = settle(machine.world);
		return simulated ? simulated(machine.world, args, { input, env }) : { world: machine.world, outcome: { kind: 'missing', program } };
	};
	const run = async (
		command: Command,
		options: RunOptions,
		input: string,
		env: Readonly<Record<string, string>> = {},
	): Promise<Outcome> => {
		if (options.signal?.aborted) return { kind: 'cancelled' };
		machine.sent.push({ command, input, env: { ...options.env, ...env } });
		// What it prints and how long it takes is known at its begin; what it changes happens at its end, in the world of then.
		const { lines = [], seconds = 0.02 } = call(command, input, env);
		const takesMs = Math.round(seconds * 1000);
		try {
			if (options.timeoutMs !== undefined && takesMs > options.timeoutMs) {
				await clock.sleep(options.timeoutMs, options.signal);
				return { kind: 'timed-out', afterMs: options.timeoutMs };
			}
			for (const line of lines) {
				await clock.sleep(Math.round(takesMs / lines.length), options.signal);
				options.onLine?.(line);
			}
			if (lines.length === 0) await clock.sleep(takesMs, options.signal);
		} catch {
			return { kind: 'cancelled' };
		}
		const { world: next, outcome } = call(command, input, env);
		machine.world = settle(next);
		if (lines.length === 0 && outcome.kind === 'exited') {
			for (const line of `${outcome.stdout}\n${outcome.stderr}`.split('\n').filter(Boolean)) options.onLine?.(line);
		}
		return outcome;
	};

	return {
		machine,
		clock,
		shell: {
			lookFirstIn: () => undefined,
			run: (command, options = {}) =>
				run(command, options, options.input instanceof Secret ? options.input.reveal() : (options.input ?? '')),
			async pipe(from, to, options = {}) {
				const first = await run(from, options, '');
				return first.kind === 'exited' && first.code === 0 ? run(to, options, first.stdout, options.toEnv) : first;
			},
		},
		files: simulatedFiles(machine),
		http: simulatedHttp(machine),
		tcp: simulatedTcp(machine),
		downloads: simulatedDownloads(machine, clock),
		daemons: simulatedDaemons(machine),
		system: {
			read: async () => machine.world.host,
			isPortFree: async (port) =>
				!machine.world.takenPorts.includes(port) &&
				!Object.values(machine.world.daemons).some(({ alive, notes }) => alive && notes.port === port),
			hasFreeSudo: async () => machine.world.freeSudo ?? false,
			random(bytes) {
				machine.world = { ...machine.world, drawn: machine.world.drawn + 1 };
				return new Secret(letters(machine.world.drawn, Math.ceil((bytes * 4) / 3)));
			},
			sha256: digest,
			certificateEnd: () => undefined,
		},
		redactor: new Redactor(),
	};
}

/** Linux with everything installed and nothing set up. */
export function freshWorld(changes: Partial<World> = {}, docker: Partial<SimulatedDocker> = {}): World {
	return {
		nowMs: Date.parse('2026-11-21T08:00:00Z'),
		host: {
			platform: 'linux',
			arch: 'x64',
			name: 'Ubuntu 24.04',
			kernel: '6.8.0-45-generic',
			cpus: 4,
			memoryBytes: 16 * GIB,
			nodeVersion: '22.20.0',
			isRoot: false,
			user: 'user',
			groupIds: [1000],
			home: '/home/user',
			env: {},
			freeBytes: 80 * GIB,
		},
		files: {},
		docker: { state: 'running', memoryBytes: 16 * GIB, cpus: 4, images: [], ...docker },
		minikube: { installed: true, profiles: {} },
		kubectl: { installed: true, current: '', contexts: {} },
		helm: { version: 'v4.1.4' },
		daemons: {},
		data: {},
		providers: {},
		takenPorts: [],
		faults: {},
		drawn: 0,
		...changes,
	};
}

/** A machine with Node and nothing else. */
export function bareWorld(changes: Partial<World> = {}): World {
	return freshWorld(
		{
			minikube: { installed: false, profiles: {} },
			kubectl: { installed: false, current: '', contexts: {} },
			helm: { version: undefined },
			...changes,
		},
		{ state: 'missing' },
	);
}
