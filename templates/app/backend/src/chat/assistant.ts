import type { Logger } from 'pino';
import type { AiSettings } from '../config/ai-settings.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { CommandAssistant } from './command-assistant.ts';
import { CompletionsClient } from './completions-client.ts';
import type { Action, ConversationMessage, Turn } from './conversation.ts';
import { ModelAssistant } from './model-assistant.ts';
import { ProviderWatch } from './provider-watch.ts';
import type { Toolbox } from './tools.ts';

/** `pulling` means that the server answers and does not have the model yet; `unknown` that nobody has asked it so far. */
export type AssistantState = 'none' | 'unknown' | 'ready' | 'pulling' | 'down';

export interface AssistantRequest {
	readonly message: string;
	readonly history: readonly ConversationMessage[];
	readonly toolbox: Toolbox;
	/** Called with every piece of the reply as it comes. */
	readonly onText: (piece: string) => void;
	/** Called after each thing that was done to the list. */
	readonly onAction: (action: Action) => void;
	/** Aborted when nobody waits for the answer any more. */
	readonly signal: AbortSignal;
}

/** Reads a message, works on the list with the toolbox and answers. */
export interface Assistant {
	/** Never waits: what the last look found, and a new look in the background when that is too old. */
	state(): AssistantState;
	/** Throws a {@link ProviderError} when there is no answer and nothing was done. */
	answer(request: AssistantRequest): Promise<Turn>;
}

export function makeAssistant(settings: AiSettings, logger: Logger, metrics: Metrics): Assistant {
	if (settings.backend === 'none') return new CommandAssistant();
	const client = new CompletionsClient(settings, metrics);
	return new ModelAssistant(client, new ProviderWatch(client), logger);
}
