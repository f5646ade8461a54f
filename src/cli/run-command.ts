import { fileURLToPath } from 'node:url';
import { confMemory } from '../adapters/conf-memory.js';
import { execaShell } from '../adapters/execa-shell.js';
import { fetchHttp } from '../adapters/fetch-http.js';
import { fileLock } from '../adapters/file-lock.js';
import { fileRunLog } from '../adapters/file-run-log.js';
import { loggedShell } from '../adapters/logged-shell.js';
import { nodeClock } from '../adapters/node-clock.js';
import { nodeDaemons } from '../adapters/node-daemons.js';
import { nodeDownloads } from '../adapters/node-downloads.js';
import { nodeFiles } from '../adapters/node-files.js';
import { nodeSystem } from '../adapters/node-system.js';
import { nodeTcp } from '../adapters/node-tcp.js';
import { Cancelled, StepFailed, UsageError } from '../core/error.js';
import type { RunEvent } from '../core/event.js';
import type { FrontEnd } from '../core/front-end.js';
import type { Ports, RunLog } from '../core/ports.js';
import type { Report } from '../core/report.js';
import { Redactor } from '../core/secret.js';
import { perform } from '../engine/perform.js';
import { newTally, type Run, type RunOptions, toFailureReport } from '../engine/run.js';
import { findInstalledTools } from '../tools/install/record.js';
import { type Argv, parseArgv } from './argv.js';
import { calledAs, withCalls } from './called-as.js';
import { createFrontEnd, type FrontEndOptions, openInBrowser } from './create-front-end.js';
import { switchesOf } from './greet.js';
import { chooseMode, type Mode } from './mode.js';
import { followLogs, openApp } from './open-and-logs.js';
import { createProduct } from './product.js';
import { mayInstallTools, readOptions } from './read-options.js';

export interface Program {
	/** The package's folder. */
	readonly root: URL;
	readonly version: string;
}

/** Builds the real world around the engine, runs one command, and returns its exit code. `greeted`: the first line is on the screen already. */
export async function runCommand(args: readonly string[], { root, version }: Program, greeted: boolean): Promise<number> {
	const { env, stdin, stdout } = process;
	const abort = new AbortController();
	const interrupt = () => {
		// The second time the user does not want to wait for anything.
		if (abort.signal.aborted) process.exit(130);
		abort.abort(new Cancelled());
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
	// A reader that went away (| head) ends us quietly.
	stdout.on('error', () => process.exit(0));

	// Programs find what we install; what the user's own PATH holds is told by the unchanged environment.
	// Minikube would ask the internet for a newer version of itself each time it is asked something.
	const programEnv = { MINIKUBE_WANTUPDATENOTIFICATION: 'false', ...env };
	const redactor = new Redactor();
	const log = fileRunLog(() => new Date());
	const ports: Ports = {
		shell: loggedShell(execaShell(programEnv), log, redactor),
		files: nodeFiles(),
		clock: nodeClock,
		http: fetchHttp(env),
		tcp: nodeTcp,
		downloads: nodeDownloads(env),
		system: nodeSystem(env),
		daemons: nodeDaemons(programEnv),
		redactor,
	};
	const tally = newTally(Date.now());
	const surroundings = { env, stdinIsTerminal: stdin.isTTY === true, stdoutIsTerminal: stdout.isTTY === true, platform: process.platform };
	// Until the line is read, problems with it are told in the mode that it seems to ask for.
	let mode: Mode = chooseMode({
		...surroundings,
		switches: switchesOf(args),
	});
	let frontEnd: FrontEnd | undefined;
	const make = async (chosen: FrontEndOptions) => withCalls(await createFrontEnd(chosen), calledAs(env));
	const show = (argv: Argv | undefined) =>
		make({
			mode,
			version,
			greeted,
			interrupt,
			verbose: argv?.switches.has('verbose') ?? false,
			lingers: !(argv?.switches.has('yes') ?? true),
		});
	let report: Report;
	try {
		const argv = parseArgv(args);
		mode = chooseMode({ ...surroundings, switches: argv.switches });
		const product = createProduct({
			version,
			system: ports.system,
			templates: fileURLToPath(new URL('templates', root)),
			bundles: fileURLToPath(new URL('dist/app', root)),
			mayPrepare: {
				installTools: mayInstallTools(argv, env) || argv.switches.has('fix'),
				startDocker: argv.switches.has('fix'),
				writesOnly: argv.command === 'render',
			},
		});
		await findInstalledTools(ports);
		const options = await readOptions(argv, { env, cwd: currentFolder(), mode, ports, product });
		const timeout = argv.values.timeout ?? env.TODO_K8S_TIMEOUT;
		if (timeout !== undefined) stopAfter(timeout, abort);
		if (options.command === 'logs' || options.command === 'open') {
			const lines = await make({
				mode: { ...mode, frontEnd: mode.frontEnd === 'json' ? 'json' : 'plain' },
				version,
				greeted,
				interrupt,
				verbose: false,
				lingers: false,
			});
			frontEnd = lines;
			const run = toRun(options, lines);
			if (options.command === 'open') return await openApp(run, openInBrowser);
			return await followLogs(run, argv.argument ?? 'backend', stdout);
		}
		frontEnd = await show(argv);
		const run = toRun(options, frontEnd);
		run.on({ event: 'start', command: options.command || 'setup', version, dir: options.dir });
		report = await perform(run);

		function toRun(chosen: RunOptions, shown: FrontEnd): Run {
			return {
				options: chosen,
				product,
				ports,
				frontEnd: shown,
				memory: confMemory(env.TODO_K8S_CONFIG_DIR),
				lock: fileLock,
				log,
				signal: abort.signal,
				tally,
				on: (event) => {
					noteEvent(log, event);
					shown.on(event);
				},
			};
		}
	} catch (error) {
		// Whatever came of being stopped, the reason is that we were stopped.
		report = toFailureReport({ tally, ports }, abort.signal.aborted ? abort.signal.reason : error);
	}
	frontEnd ??= await show(undefined);
	log.write(`ended: ${report.outcome}, exit ${report.exitCode}: ${report.says}`);
	for (const line of report.lastLines) log.write(`  | ${line}`);
	frontEnd.on({ event: 'report', report });
	await frontEnd.close(report);
	await log.close();
	return report.exitCode;
}

function stopAfter(raw: string, abort: AbortController): void {
	const seconds = Number(raw);
	if (!(seconds > 0)) throw new UsageError(`--timeout takes seconds, not "${raw}".`);
	setTimeout(() => abort.abort(new StepFailed(`The run took longer than ${seconds} s (--timeout).`)), seconds * 1000).unref();
}

/** The folder we were started in; it may have been deleted since. */
function currentFolder(): string | undefined {
	try {
		return process.cwd();
	} catch {
		return undefined;
	}
}

/** Steps and checks as lines of the log; the output of programs is there already. */
function noteEvent(log: RunLog, event: RunEvent): void {
	if (event.event === 'step' && event.state !== 'progress' && event.state !== 'waiting') log.write(`step ${event.id}: ${event.state}`);
	if (event.event === 'check') log.write(`check ${event.id}: ${event.state} ${event.findings.map(({ id }) => id).join(' ')}`.trimEnd());
	if (event.event === 'start') log.write(`todo-k8s-setup ${event.version} ${event.command} in ${event.dir}, Node ${process.versions.node}`);
}
