import { nodeClock } from '../../adapters/node-clock.js';
import { Reader } from '../../demo/reader.js';
import type { Scenario } from '../../demo/scenario.js';
import type { Demo } from './demo.js';
import { lineSeat } from './line-seat.js';
import { play } from './play.js';
import { startRealApp } from './real-app.js';

/** Off a terminal, and for who wants lines: one scenario from its begin to its end, at reading speed where somebody may be reading. */
export async function tellInLines(demo: Demo, scenario: Scenario): Promise<number> {
	const { stage, shipped, signal, waits } = demo;
	const clock = waits ? nodeClock : undefined;
	const reader = new Reader(clock);
	signal.addEventListener('abort', () => reader.skip(), { once: true });
	const seat = (now: () => number) => lineSeat(demo, now);
	const { frontEnd } = await seat(() => Date.now());
	const say = (says: string) => frontEnd.on({ event: 'note', says });
	say(`[simulated] ${scenario.title}: ${scenario.shows}. No program of this machine is asked or changed.`);
	const tell = (caption: string) => say(`[simulated] ${caption}`);
	const reports = await play({ ...shipped, scenario, dir: stage.setup, reader, clock, signal, seat, tell });
	const told = reports.at(-1);
	if (signal.aborted || told === undefined) return 130;
	say(`[real] The files of the setup were really written, into ${stage.setup}.`);
	say('[real] The bundled app is now started on this machine, and tried.');
	const real = await startRealApp({ ...shipped, dir: stage.app, signal, frontEnd });
	await stage.clear();
	if (signal.aborted) return 130;
	say('[real] The app was ended again, and its folder removed.');
	return real.exitCode || told.exitCode;
}
