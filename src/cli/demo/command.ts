import { fileURLToPath } from 'node:url';
import { Cancelled, SetupError } from '../../core/error.js';
import { scenarios } from '../../demo/scenarios/index.js';
import { scenarioNames } from '../../demo/scenarios/names.js';
import { parseArgv } from '../argv.js';
import { chooseMode } from '../mode.js';
import type { Program } from '../run-command.js';
import type { Demo } from './demo.js';
import { Recording } from './recording.js';
import { Stage } from './stage.js';

type Surroundings = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'platform'>;

/** `demo`: a guided tour of the product over simulated tools; returns the exit code. */
export async function demoCommand(args: readonly string[], { root, version }: Program, surroundings: Surroundings): Promise<number> {
	const { stdin, stdout, stderr, env, platform } = surroundings;
	// A reader that went away (| head) ends us quietly.
	stdout.on('error', () => process.exit(0));
	const abort = new AbortController();
	const interrupt = () => {
		// The second time the user does not want to wait for anything.
		if (abort.signal.aborted) process.exit(130);
		abort.abort(new Cancelled());
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) process.on(signal, interrupt);
	let stage: Stage | undefined;
	let recording: Recording | undefined;
	try {
		const { argument, switches, values } = parseArgv(args);
		const mode = chooseMode({ switches, env, platform, stdinIsTerminal: stdin.isTTY === true, stdoutIsTerminal: stdout.isTTY === true });
		if (values.record !== undefined) recording = new Recording(values.record, { stdin, stdout, stderr });
		stage = new Stage();
		const demo: Demo = {
			mode,
			stage,
			shipped: { version, templates: pathOf('templates', root), bundles: pathOf('dist/app', root) },
			streams: recording?.streams ?? { stdin, stdout, stderr },
			signal: abort.signal,
			// Off a terminal nobody reads along, unless it is recorded for somebody.
			waits: (stdout.isTTY === true || recording !== undefined) && !switches.has('fast'),
			verbose: switches.has('verbose'),
			interrupt,
		};
		const named = scenarios.find(({ name }) => name === argument);
		if (mode.frontEnd === 'tui') {
			const { showOnScreen } = await import('./show-on-screen.js');
			return await showOnScreen(demo, named);
		}
		const { tellInLines } = await import('./tell-in-lines.js');
		return await tellInLines(demo, named ?? firstScenario());
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		stderr.write(`${error.message}\n`);
		return error.exitCode;
	} finally {
		await stage?.clear();
		recording?.close();
		for (const signal of signals) process.off(signal, interrupt);
	}
}

/** Told where nobody can choose. */
function firstScenario() {
	const first = scenarios.find(({ name }) => name === scenarioNames[0]);
	if (!first) throw new Error('There is no scenario.');
	return first;
}

/** As the product writes paths, on every system. */
function pathOf(name: string, root: URL): string {
	return fileURLToPath(new URL(name, root)).replaceAll('\\', '/');
}
