import type { Scenario } from '../scenario.js';
import { badKey } from './bad-key.js';
import { brokenYesterday } from './broken-yesterday.js';
import { dockerDown } from './docker-down.js';
import { freshLaptop } from './fresh-laptop.js';
import { helmMissing } from './helm-missing.js';
import { imageNotLoaded } from './image-not-loaded.js';
import { lowMemory } from './low-memory.js';
import { wsl2IntegrationOff } from './wsl2-integration-off.js';
import { wsl2NoDriver } from './wsl2-no-driver.js';

/** All scenarios, in the order of `scenarioNames`. */
export const scenarios: readonly Scenario[] = [
	freshLaptop,
	wsl2NoDriver,
	wsl2IntegrationOff,
	dockerDown,
	helmMissing,
	brokenYesterday,
	badKey,
	imageNotLoaded,
	lowMemory,
];
