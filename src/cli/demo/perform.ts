import { SetupError } from '../../core/error.js';
import { type FrontEnd, LEAVE } from '../../core/front-end.js';
import type { Ports } from '../../core/ports.js';
import type { Report } from '../../core/report.js';
import { perform } from '../../engine/perform.js';
import { newTally, type Run, toFailureReport } from '../../engine/run.js';
import { createProduct, stateDirOf } from '../product.js';

/** One command of the demo: everything that a run needs, and nothing that is remembered. */
export interface DemoRun {
	/** '' is the wizard. */
	readonly command: string;
	readonly dir: string;
	readonly ports: Ports;
	readonly frontEnd: FrontEnd;
	readonly signal: AbortSignal;
	readonly version: string;
	readonly templates: string;
	readonly bundles: string;
	/** Answers that are given on the command line; with them nobody is asked. */
	readonly flags?: Readonly<Record<string, string>>;
}

/** Runs a command of the product as `run-command.ts` does, without its log, memory and lock: the folder is the demo's own. */
export async function performInDemo(demo: DemoRun): Promise<Report> {
	const { command, dir, ports, frontEnd, signal, version, templates, bundles, flags } = demo;
	const tally = newTally(ports.clock.now());
	const run: Run = {
		options: {
			command,
			dir,
			stateDir: stateDirOf(dir),
			yes: flags !== undefined,
			asks: command === '' && flags === undefined,
			deleteData: false,
			deleteCluster: false,
			restart: false,
			installTools: false,
			fix: false,
			...(command === 'diagnose' ? { diagnosis: {} } : {}),
			sources: { flags: flags ?? {}, env: {}, file: {}, secrets: {} },
		},
		product: createProduct({
			version,
			system: ports.system,
			templates,
			bundles,
			mayPrepare: { installTools: false, startDocker: false, writesOnly: false },
		}),
		ports,
		frontEnd,
		memory: { read: async () => ({}), write: async () => undefined },
		lock: { acquire: async () => ({ release: async () => undefined }) },
		log: { write: () => undefined, keepIn: async () => undefined, close: async () => undefined },
		signal,
		tally,
		on: (event) => frontEnd.on(event),
	};
	let report: Report;
	run.on({ event: 'start', command: command || 'setup', version, dir });
	try {
		report = await perform(run);
	} catch (error) {
		report = toFailureReport({ tally, ports }, signal.aborted && !(error instanceof SetupError) ? signal.reason : error);
	}
	run.on({ event: 'report', report });
	await frontEnd.close(report);
	return report;
}

/** Nobody looks on. */
export function quietFrontEnd(): FrontEnd {
	return {
		canAsk: false,
		on: () => undefined,
		ask: async () => LEAVE,
		decide: async () => ({ kind: 'leave' }),
		approve: async () => LEAVE,
		confirm: async () => false,
		close: async () => undefined,
	};
}
