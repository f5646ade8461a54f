import { nodeNotReady } from './not-ready.js';
import { nodePressure } from './pressure.js';

export const node = [nodeNotReady, nodePressure] as const;
