import { inspectNotRead } from './not-read.js';

export const inspect = [inspectNotRead] as const;
