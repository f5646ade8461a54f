import { disruptionBlocked } from './blocked.js';
import { disruptionNoPods } from './no-pods.js';

export const disruption = [disruptionBlocked, disruptionNoPods] as const;
