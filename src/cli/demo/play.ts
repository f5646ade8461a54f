import { nodeFiles } from '../../adapters/node-files.js';
import type { FrontEnd } from '../../core/front-end.js';
import type { Clock, Ports } from '../../core/ports.js';
import type { Report } from '../../core/report.js';
import type { Hand } from '../../demo/hand.js';
import type { Moment } from '../../demo/moment.js';
import { Playback } from '../../demo/playback.js';
import type { Reader } from '../../demo/reader.js';
import { withRealFolder } from '../../demo/real-folder.js';
import type { Scenario } from '../../demo/scenario.js';
import { withTour } from '../../demo/tour.js';
import { simulatedPorts } from '../../demo/world.js';
import { performInDemo, quietFrontEnd } from './perform.js';

/** A front end of one run of the product, and the hand that answers in it. */
export interface Seat {
	readonly frontEnd: FrontEnd;
	readonly hand: Hand;
}

export interface Play {
	readonly scenario: Scenario;
	/** Where the setup is written to. */
	readonly dir: string;
	readonly templates: string;
	readonly bundles: string;
	readonly version: string;
	readonly reader: Reader;
	/** Without a clock nothing is waited for. */
	readonly clock: Clock | undefined;
	readonly signal: AbortSignal;
	/** Each command gets a front end of its own; `nowMs` is the time that is on its screen. */
	seat(nowMs: () => number): Promise<Seat>;
	/** Where captions are lines of their own. */
	tell?(caption: string): void;
}

/** Tells a scenario: the product's own flow over simulated tools. Returns what each command of it came to. */
export async function play(options: Play): Promise<Report[]> {
	const { scenario, dir, templates, bundles, version, reader, clock, signal } = options;
	const playback = new Playback(reader, clock);
	const simulated = simulatedPorts(scenario.world, { pace: (ms) => playback.pace(ms) });
	const { machine } = simulated;
	const ports: Ports = { ...simulated, files: withRealFolder(simulated, nodeFiles(), { templates, dir }) };
	const common = { dir, ports, signal, version, templates, bundles };
	if (scenario.since) {
		await performInDemo({ ...common, command: 'up', frontEnd: quietFrontEnd(), flags: { cluster: 'minikube' } });
		machine.world = scenario.since(machine.world);
	}
	playback.beginAt(machine.world.nowMs);
	const said = new Set<Moment>();
	const reports: Report[] = [];
	for (const command of scenario.commands) {
		const { frontEnd, hand } = await options.seat(() => playback.nowMs);
		const tour = { scenario, machine, hand, playback, reader, said, ...(options.tell ? { tell: options.tell } : {}) };
		const shown = withTour(frontEnd, tour);
		reports.push(await performInDemo({ ...common, command, frontEnd: shown }));
		if (signal.aborted) break;
	}
	return reports;
}
