import { useCallback, useEffect, useRef, useState } from 'react';
import { streamChat } from '../api/chat-stream.ts';
import { ApiError, explain, request } from '../api/client.ts';
import type { Action, Conversation } from '../api/types.ts';

export interface ChatMessage {
	readonly key: number;
	readonly from: 'user' | 'assistant' | 'problem';
	readonly text: string;
	readonly actions: readonly Action[];
	/** More of it is on its way. */
	readonly unfinished?: boolean;
}

export interface ChatState {
	readonly messages: readonly ChatMessage[];
	/** An answer is being made. */
	readonly waiting: boolean;
	send(text: string): Promise<void>;
	/** Leaves the answer as it is so far. */
	stop(): void;
	/** Begins a new conversation; the old one is not deleted, only no longer shown. */
	startOver(): void;
}

/** One conversation with the assistant. `onChange` is called when it did something to the list. */
export function useChat(onChange: () => void, expire: () => void): ChatState {
	const [messages, setMessages] = useState<readonly ChatMessage[]>([]);
	const [waiting, setWaiting] = useState(false);
	const conversationId = useRef<string>(undefined);
	const current = useRef<AbortController>(undefined);
	const nextKey = useRef(0);

	useEffect(() => {
		const loading = new AbortController();
		request<Conversation>('GET', '/chat', { signal: loading.signal }).then(
			(kept) => {
				// Whoever was quicker than this answer has begun anew.
				if (nextKey.current > 0) return;
				conversationId.current = kept.conversationId ?? undefined;
				setMessages(kept.messages.map(({ role, content, actions }) => ({ key: nextKey.current++, from: role, text: content, actions })));
			},
			// Without it the chat begins empty; what is wrong shows with the first message, and in the list.
			() => {},
		);
		return () => {
			loading.abort();
			current.current?.abort();
		};
	}, []);

	const say = useCallback((from: ChatMessage['from'], text: string) => {
		setMessages((shown) => [...shown, { key: nextKey.current++, from, text, actions: [] }]);
	}, []);

	const send = useCallback(
		async (text: string) => {
			const abort = new AbortController();
			current.current = abort;
			say('user', text);
			setWaiting(true);
			const key = nextKey.current++;
			let answer: ChatMessage = { key, from: 'assistant', text: '', actions: [], unfinished: true };
			const show = (change: Partial<ChatMessage>) => {
				if (current.current !== abort) return;
				answer = { ...answer, ...change };
				setMessages((shown) => [...shown.filter((message) => message.key !== key), answer]);
			};
			try {
				const whole = await streamChat(
					{ message: text, ...(conversationId.current === undefined ? {} : { conversationId: conversationId.current }) },
					{
						onText: (piece) => show({ text: answer.text + piece }),
						onAction: (action) => {
							show({ actions: [...answer.actions, action] });
							if (action.tool !== 'list_todos') onChange();
						},
					},
					abort.signal,
				);
				if (current.current === abort) conversationId.current = whole.conversationId;
				show({ text: whole.reply, actions: whole.actions, unfinished: false });
			} catch (error) {
				if (answer.text !== '' || answer.actions.length > 0) show({ unfinished: false });
				if (error instanceof ApiError && error.status === 401) expire();
				else if (!abort.signal.aborted) say('problem', explain(error));
			} finally {
				if (current.current === abort) setWaiting(false);
			}
		},
		[say, onChange, expire],
	);

	const stop = useCallback(() => current.current?.abort(), []);

	const startOver = useCallback(() => {
		current.current?.abort();
		current.current = undefined;
		conversationId.current = undefined;
		setWaiting(false);
		setMessages([]);
	}, []);

	return { messages, waiting, send, stop, startOver };
}
