import { configEmpty } from './empty.js';
import { configTooLarge } from './too-large.js';
import { configUnused } from './unused.js';

export const config = [configEmpty, configTooLarge, configUnused] as const;
