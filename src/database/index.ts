import type { DatabaseChoice } from '../core/choice.js';
import { external } from './external/index.js';
import { postgres } from './postgres/index.js';
import { sqlite } from './sqlite/index.js';

/** Every place for the app's data, in the order in which they are offered. */
export const databases: readonly DatabaseChoice[] = [sqlite, postgres, external];
