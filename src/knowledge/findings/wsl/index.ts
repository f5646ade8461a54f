import { wslIntegrationOff } from './integration-off.js';
import { wslNoSystemd } from './no-systemd.js';
import { wslVersion1 } from './version-1.js';
import { wslVirtualizationOff } from './virtualization-off.js';

export const wsl = [wslIntegrationOff, wslNoSystemd, wslVersion1, wslVirtualizationOff] as const;
