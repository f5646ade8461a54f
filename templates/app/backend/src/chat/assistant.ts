import type { Logger } from 'pino';
import type { AiSettings } from '../config/ai-settings.ts';
import { CommandAssistant } from './command-assistant.ts';
import { CompletionsClient } from './completions-client.ts';
import type { ConversationMessage, Turn } from './conversation.ts';
import { ModelAssistant } from './model-assistant.ts';
import type { Toolbox } from './tools.ts';

/** `configured` until the first answer shows whether the provider works. */
export type AssistantState = 'none' | 'configured' | 'ok' | 'failing';

/** Reads a message, works on the list with the toolbox and answers. */
export interface Assistant {
	state(): AssistantState;
	answer(message: string, history: readonly ConversationMessage[], toolbox: Toolbox): Promise<Turn>;
}

export function makeAssistant(settings: AiSettings, logger: Logger): Assistant {
	return settings.backend === 'none' ? new CommandAssistant() : new ModelAssistant(new CompletionsClient(settings), logger);
}
