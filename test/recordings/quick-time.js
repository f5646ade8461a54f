// Loaded before the program (node --import): time stands still while it works and jumps to the next timer when it waits. A story
// that takes two minutes is told in seconds, always at the same times. At the first program that is really started it is over.

import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

const { setImmediate, clearImmediate } = globalThis;
const RealDate = Date;
const beginMs = RealDate.UTC(2026, 0, 5, 9, 0);
/** So many turns of the event loop in which nothing happened mean that everybody waits. */
const idleTurns = 6;

/** What is always there and is no work. */
const waiting = new Set(['TTYWrap', 'PipeWrap', 'SignalWrap', 'Immediate', 'Timeout']);

let nowMs = beginMs;
let count = 0;
let isTurning = false;
const timers = new Set();
/** Of the program: as long as there is one, it is at work. */
const immediates = new Set();

class Timer {
	#isRef = true;
	constructor(run, ms, everyMs) {
		this.run = run;
		this.ms = Math.max(1, Number(ms) || 0);
		this.everyMs = everyMs;
		this.refresh();
	}
	refresh() {
		this.atMs = nowMs + this.ms;
		this.nth = count++;
		timers.add(this);
		turnOn();
		return this;
	}
	ref() {
		this.#isRef = true;
		return this;
	}
	unref() {
		this.#isRef = false;
		return this;
	}
	hasRef() {
		return this.#isRef;
	}
	close() {
		timers.delete(this);
	}
	[Symbol.dispose ?? Symbol('dispose')]() {
		this.close();
	}
}

function turnOn() {
	if (isTurning) return;
	isTurning = true;
	let idle = 0;
	const turn = () => {
		const isBusy = immediates.size > 0 || process.getActiveResourcesInfo().some((name) => !waiting.has(name));
		idle = isBusy ? 0 : idle + 1;
		if (idle >= idleTurns) {
			idle = 0;
			next();
		}
		if ([...timers].some((timer) => timer.hasRef())) setImmediate(turn);
		else isTurning = false;
	};
	setImmediate(turn);
}

function next() {
	let first;
	for (const timer of timers) if (!first || timer.atMs < first.atMs || (timer.atMs === first.atMs && timer.nth < first.nth)) first = timer;
	if (!first) return;
	timers.delete(first);
	nowMs = Math.max(nowMs, first.atMs);
	if (first.everyMs) first.refresh();
	first.run();
}

globalThis.setTimeout = (run, ms, ...args) => new Timer(() => run(...args), ms);
globalThis.setInterval = (run, ms, ...args) => new Timer(() => run(...args), ms, ms);
globalThis.clearTimeout = globalThis.clearInterval = (timer) => timer?.close?.();
globalThis.setImmediate = (run, ...args) => {
	const immediate = setImmediate(() => {
		immediates.delete(immediate);
		run(...args);
	});
	immediates.add(immediate);
	return immediate;
};
globalThis.clearImmediate = (immediate) => {
	immediates.delete(immediate);
	clearImmediate(immediate);
};
timersPromises.setTimeout = (ms, value, { signal } = {}) =>
	new Promise((resolve, reject) => {
		const timer = new Timer(() => resolve(value), ms);
		signal?.addEventListener('abort', () => {
			timer.close();
			reject(signal.reason);
		});
	});
globalThis.Date = class extends RealDate {
	constructor(...args) {
		super(...(args.length > 0 ? args : [nowMs]));
	}
	static now() {
		return nowMs;
	}
};
performance.now = () => nowMs - beginMs;
childProcess.spawn = () => process.exit(0);
syncBuiltinESMExports();
