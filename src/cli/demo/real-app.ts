import { fetchHttp } from '../../adapters/fetch-http.js';
import { nodeClock } from '../../adapters/node-clock.js';
import { nodeDaemons } from '../../adapters/node-daemons.js';
import { nodeFiles } from '../../adapters/node-files.js';
import { nodeSystem } from '../../adapters/node-system.js';
import { nodeTcp } from '../../adapters/node-tcp.js';
import type { RunEvent } from '../../core/event.js';
import type { FrontEnd } from '../../core/front-end.js';
import type { Ports } from '../../core/ports.js';
import type { Report } from '../../core/report.js';
import { bareWorld, simulatedPorts } from '../../demo/world.js';
import { performInDemo } from './perform.js';

export interface RealApp {
	readonly dir: string;
	readonly templates: string;
	readonly bundles: string;
	readonly version: string;
	readonly signal: AbortSignal;
	readonly frontEnd: FrontEnd;
}

/** Starts and verifies the bundled app on this machine, by the product itself; it runs until the demo takes it away. */
export function startRealApp({ frontEnd, ...options }: RealApp): Promise<Report> {
	const { env } = process;
	const ports: Ports = {
		// No program of this machine is asked: the app needs Node alone.
		...simulatedPorts(bareWorld()),
		files: nodeFiles(),
		clock: nodeClock,
		http: fetchHttp(env),
		tcp: nodeTcp,
		system: nodeSystem(env),
		daemons: nodeDaemons(env),
	};
	// Away from the port that a setup of the user's own would take, and from that of another demo.
	const port = String(20_000 + (process.pid % 10_000));
	const flags = { cluster: 'none', env: 'dev', ai: 'none', database: 'sqlite', port };
	return performInDemo({ ...options, command: 'up', ports, flags, frontEnd: aboutTheApp(frontEnd) });
}

/** Without the look at the machine, which asked nothing, and without commands for a folder that will be gone. */
function aboutTheApp(frontEnd: FrontEnd): FrontEnd {
	const toShown = (report: Report): Report => ({
		...report,
		...(report.outcome === 'ready' ? { says: 'The bundled app really runs on this machine.' } : {}),
		next: [],
	});
	return {
		...frontEnd,
		on(event) {
			if (isAboutTheApp(event)) frontEnd.on(event.event === 'report' ? { ...event, report: toShown(event.report) } : event);
		},
		close: (report) => frontEnd.close(toShown(report)),
	};
}

function isAboutTheApp(event: RunEvent): boolean {
	switch (event.event) {
		case 'start':
		case 'plan':
			return false;
		case 'phase':
			return event.phase === 'run' || event.phase === 'verify';
		case 'check':
			return event.phase === 'verify';
		default:
			return true;
	}
}
