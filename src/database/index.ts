import type { DatabaseChoice } from '../core/choice.js';
import { sqlite } from './sqlite/index.js';

/** Every place for the app's data, in the order in which they are offered. */
export const databases: readonly DatabaseChoice[] = [sqlite];
