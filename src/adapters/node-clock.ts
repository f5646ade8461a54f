import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/ports.js';

export const nodeClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : undefined),
};
