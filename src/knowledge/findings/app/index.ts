import { appModelNotDownloaded } from './model-not-downloaded.js';
import { appOverBudget } from './over-budget.js';
import { appSlow } from './slow.js';

export const app = [appModelNotDownloaded, appOverBudget, appSlow] as const;
