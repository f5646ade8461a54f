import { appOverBudget } from './over-budget.js';
import { appSlow } from './slow.js';

export const app = [appOverBudget, appSlow] as const;
