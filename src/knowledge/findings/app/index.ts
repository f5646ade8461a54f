import { appApiUrlBaked } from './api-url-baked.js';
import { appChatFails } from './chat-fails.js';
import { appDatabaseRefuses } from './database-refuses.js';
import { appKeyRefused } from './key-refused.js';
import { appModelNotDownloaded } from './model-not-downloaded.js';
import { appOverBudget } from './over-budget.js';
import { appSlow } from './slow.js';

export const app = [
	appApiUrlBaked,
	appChatFails,
	appDatabaseRefuses,
	appKeyRefused,
	appModelNotDownloaded,
	appOverBudget,
	appSlow,
] as const;
