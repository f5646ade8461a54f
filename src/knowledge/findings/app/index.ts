import { appChatFails } from './chat-fails.js';
import { appModelNotDownloaded } from './model-not-downloaded.js';
import { appOverBudget } from './over-budget.js';
import { appSlow } from './slow.js';

export const app = [appChatFails, appModelNotDownloaded, appOverBudget, appSlow] as const;
