import type { ToolName } from './tools.ts';

/** Something that was done to the list, as the caller gets to see it. */
export interface Action {
	readonly tool: ToolName;
	readonly arguments: Readonly<Record<string, unknown>>;
	/** What came of it, or `{error}` with a sentence. */
	readonly result: unknown;
}

export interface ConversationMessage {
	readonly role: 'user' | 'assistant';
	readonly content: string;
	readonly actions: readonly Action[];
}

/** One answer of an assistant. */
export interface Turn {
	readonly reply: string;
	readonly actions: readonly Action[];
}
