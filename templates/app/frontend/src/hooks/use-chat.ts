import { useCallback, useState } from 'react';
import { ApiError, explain, request } from '../api/client.ts';
import type { Action, ChatAnswer } from '../api/types.ts';

export interface ChatMessage {
	readonly key: number;
	readonly from: 'user' | 'assistant' | 'problem';
	readonly text: string;
	readonly actions: readonly Action[];
}

export interface ChatState {
	readonly messages: readonly ChatMessage[];
	readonly waiting: boolean;
	send(text: string): Promise<void>;
}

/** One conversation with the assistant. `onChange` is called when it did something to the list. */
export function useChat(onChange: () => void, expire: () => void): ChatState {
	const [messages, setMessages] = useState<readonly ChatMessage[]>([]);
	const [waiting, setWaiting] = useState(false);
	const [conversationId, setConversationId] = useState<string>();

	const send = useCallback(
		async (text: string) => {
			const say = (from: ChatMessage['from'], words: string, actions: readonly Action[] = []) =>
				setMessages((current) => [...current, { key: current.length, from, text: words, actions }]);
			say('user', text);
			setWaiting(true);
			try {
				const answer = await request<ChatAnswer>('POST', '/chat', {
					body: { message: text, ...(conversationId === undefined ? {} : { conversationId }) },
				});
				setConversationId(answer.conversationId);
				say('assistant', answer.reply, answer.actions);
				if (answer.actions.some(({ tool }) => tool !== 'list_todos')) onChange();
			} catch (error) {
				if (error instanceof ApiError && error.status === 401) expire();
				else say('problem', explain(error));
			} finally {
				setWaiting(false);
			}
		},
		[conversationId, onChange, expire],
	);

	return { messages, waiting, send };
}
