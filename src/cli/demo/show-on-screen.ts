import { nodeClock } from '../../adapters/node-clock.js';
import { Cancelled } from '../../core/error.js';
import type { Report } from '../../core/report.js';
import { Reader } from '../../demo/reader.js';
import type { Scenario } from '../../demo/scenario.js';
import { chooseScenario } from './choose-scenario.js';
import type { Demo } from './demo.js';
import { Keyboard } from './keyboard.js';
import { lookAround } from './look-around.js';
import { play } from './play.js';
import { startRealApp } from './real-app.js';
import { screenSeat } from './screen-seat.js';

/** On a terminal: scenarios from the menu, each with captions and with what was really made at its end, until somebody leaves. */
export async function showOnScreen(demo: Demo, named: Scenario | undefined): Promise<number> {
	const keyboard = new Keyboard(demo.streams.stdin);
	try {
		let exitCode = 0;
		let scenario = named ?? (await chooseScenario(demo, keyboard));
		while (scenario) {
			const told = await tellOnScreen(demo, keyboard, scenario);
			const real = told && (await startOnScreen(demo, keyboard));
			if (!told || !real) break;
			exitCode = real.exitCode || told.exitCode;
			if ((await lookAround(demo, keyboard, real.url)) === 'leave') break;
			await demo.stage.empty();
			scenario = await chooseScenario(demo, keyboard);
		}
		return demo.signal.aborted ? 130 : exitCode;
	} finally {
		keyboard.close();
	}
}

const keys = { goOn: ' ', back: '\u001b[D', skip: 's', leave: 'q', interrupt: '\u0003' } as const;

/** What the last command of the scenario came to; undefined when somebody left meanwhile. */
async function tellOnScreen(demo: Demo, keyboard: Keyboard, scenario: Scenario): Promise<Report | undefined> {
	const { stage, shipped, mode } = demo;
	const left = new AbortController();
	const signal = AbortSignal.any([demo.signal, left.signal]);
	const clock = demo.waits ? nodeClock : undefined;
	const reader = new Reader(clock);
	signal.addEventListener('abort', () => reader.skip(), { once: true });
	keyboard.onKey = (key) => {
		if (key === keys.goOn) reader.next();
		if (key === keys.back) reader.back();
		if (key === keys.skip) reader.skip();
		if (key === keys.leave) left.abort(new Cancelled());
		if (key === keys.interrupt) demo.interrupt();
	};
	const shownKeys = ['space go on', `${mode.unicode ? '←' : 'left'} back`, 's skip', 'q leave'];
	let isFirst = true;
	const seat = async (now: () => number) => {
		const taken = screenSeat(demo, {
			keyboard,
			now,
			lingers: true,
			caption: () => ({ badge: 'simulated', says: reader.page, keys: shownKeys }),
			hurries: () => reader.hurries,
		});
		if (isFirst)
			taken.frontEnd.on({ event: 'note', says: `Simulated: ${scenario.title}. No program of this machine is asked or changed.` });
		isFirst = false;
		return taken;
	};
	const reports = await play({ ...shipped, scenario, dir: stage.setup, reader, clock, signal, seat });
	return signal.aborted ? undefined : reports.at(-1);
}

/** The bundled app, which needs Node alone and so is no simulation; undefined when somebody left meanwhile. */
async function startOnScreen(demo: Demo, keyboard: Keyboard): Promise<Report | undefined> {
	const { stage, shipped } = demo;
	const left = new AbortController();
	const signal = AbortSignal.any([demo.signal, left.signal]);
	keyboard.onKey = (key) => {
		if (key === keys.leave) left.abort(new Cancelled());
		if (key === keys.interrupt) demo.interrupt();
	};
	const says =
		'Only the tools were simulated. The files are there, and the bundled app is now started on this machine and tried, as you would try it.';
	const { frontEnd } = screenSeat(demo, {
		keyboard,
		now: () => Date.now(),
		lingers: false,
		caption: () => ({ badge: 'the tools were simulated, this is real', says, keys: ['q leave'] }),
		hurries: () => true,
	});
	const report = await startRealApp({ ...shipped, dir: stage.app, signal, frontEnd });
	return signal.aborted ? undefined : report;
}
