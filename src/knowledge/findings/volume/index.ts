import { volumeLeftOver } from './left-over.js';
import { volumeLost } from './lost.js';
import { volumeTwoDefaults } from './two-defaults.js';

export const volume = [volumeLeftOver, volumeLost, volumeTwoDefaults] as const;
