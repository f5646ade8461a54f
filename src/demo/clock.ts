import type { Clock } from '../core/ports.js';
import type { Machine } from './world.js';

interface Sleeper {
	readonly atMs: number;
	wake(): void;
}

/** A clock that stands still while anything works, and then moves on to whoever wakes first. */
export function simulatedClock(machine: Machine, pace: ((ms: number) => Promise<void>) | undefined): Clock {
	const sleepers: Sleeper[] = [];
	let moving = false;

	const moveOn = async (): Promise<void> => {
		moving = true;
		while (sleepers.length > 0) {
			// A turn of the event loop: whatever can go on without waiting does so first.
			do await new Promise((resolve) => setImmediate(resolve));
			while (machine.working > 0);
			sleepers.sort((a, b) => a.atMs - b.atMs);
			const [first] = sleepers;
			if (!first) break;
			const ms = Math.max(0, first.atMs - machine.world.nowMs);
			await pace?.(ms);
			// Somebody may have gone, or come with less patience, while real time passed.
			sleepers.sort((a, b) => a.atMs - b.atMs);
			const next = sleepers.shift();
			if (!next) break;
			machine.world = { ...machine.world, nowMs: Math.max(machine.world.nowMs, next.atMs) };
			next.wake();
		}
		moving = false;
	};

	return {
		now: () => machine.world.nowMs,
		sleep: (ms, signal) =>
			new Promise<void>((resolve, reject) => {
				if (signal?.aborted) {
					reject(signal.reason);
					return;
				}
				const sleeper: Sleeper = {
					atMs: machine.world.nowMs + ms,
					wake() {
						signal?.removeEventListener('abort', leave);
						resolve();
					},
				};
				const leave = () => {
					const index = sleepers.indexOf(sleeper);
					if (index >= 0) sleepers.splice(index, 1);
					reject(signal?.reason);
				};
				signal?.addEventListener('abort', leave, { once: true });
				sleepers.push(sleeper);
				if (!moving) void moveOn();
			}),
	};
}
