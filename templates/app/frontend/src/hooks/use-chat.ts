import { useCallback, useEffect, useRef, useState } from 'react';
import { streamChat } from '../api/chat-stream.ts';
import { ApiError, explain, request } from '../api/client.ts';
import type { Action, Conversation } from '../api/types.ts';
import { keepDraft } from '../browser/drafts.ts';
import { recall, remember } from '../browser/memory.ts';

// The conversation that was left for a new one. Without it, a reload before the first new message would bring it back.
const leftKey = 'todo.chat.left';

export interface ChatMessage {
	readonly key: number;
	readonly from: 'user' | 'assistant' | 'problem' | 'note';
	readonly text: string;
	readonly actions: readonly Action[];
	/** More of it is on its way. */
	readonly unfinished?: boolean;
	/** Says the same again: what was said did not arrive, and nothing was done yet. */
	readonly retry?: () => void;
}

export interface ChatState {
	/** The conversation so far has been asked for and did not come yet. */
	readonly loading: boolean;
	readonly messages: readonly ChatMessage[];
	/** An answer is being made. */
	readonly waiting: boolean;
	send(text: string): Promise<void>;
	/** Leaves the answer as it is so far. */
	stop(): void;
	/** Begins a new conversation; the old one is not deleted, only no longer shown. */
	startOver(): void;
}

/** One conversation with the assistant. `onAction` hears what it does to the list. */
export function useChat(onAction: (action: Action) => void, expire: () => void): ChatState {
	const [loading, setLoading] = useState(true);
	const [messages, setMessages] = useState<readonly ChatMessage[]>([]);
	const [waiting, setWaiting] = useState(false);
	const conversationId = useRef<string>(undefined);
	const current = useRef<AbortController>(undefined);
	const nextKey = useRef(0);
	// The filter of the list can change while an answer is on its way.
	const hear = useRef(onAction);
	hear.current = onAction;

	useEffect(() => {
		const asking = new AbortController();
		request<Conversation>('GET', '/chat', { signal: asking.signal }).then(
			(kept) => {
				setLoading(false);
				// Whoever was quicker than this answer has begun anew.
				if (nextKey.current > 0 || kept.conversationId === recall('sessionStorage', leftKey)) return;
				conversationId.current = kept.conversationId ?? undefined;
				setMessages(kept.messages.map(({ role, content, actions }) => ({ key: nextKey.current++, from: role, text: content, actions })));
			},
			// Without it the chat begins empty; what is wrong shows with the first message, and in the list.
			() => {
				if (!asking.signal.aborted) setLoading(false);
			},
		);
		return () => {
			asking.abort();
			current.current?.abort();
		};
	}, []);

	const send = useCallback(
		async (text: string) => {
			const abort = new AbortController();
			current.current = abort;
			const isCurrent = () => current.current === abort;
			const firstKey = nextKey.current;
			const say = (message: Omit<ChatMessage, 'key' | 'actions'>) =>
				setMessages((shown) => [...shown, { key: nextKey.current++, actions: [], ...message }]);
			say({ from: 'user', text });
			setWaiting(true);
			const key = nextKey.current++;
			let answer: ChatMessage = { key, from: 'assistant', text: '', actions: [], unfinished: true };
			const show = (change: Partial<ChatMessage>) => {
				if (!isCurrent()) return;
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
							hear.current(action);
						},
					},
					abort.signal,
				);
				if (isCurrent()) conversationId.current = whole.conversationId;
				show({ text: whole.reply, actions: whole.actions, unfinished: false });
			} catch (error) {
				if (!isCurrent()) return;
				const hasBegun = answer.text !== '' || answer.actions.length > 0;
				if (hasBegun) show({ unfinished: false });
				if (error instanceof ApiError && error.status === 401) {
					// So that nothing has to be typed again after logging in.
					keepDraft('chat', text);
					expire();
				} else if (abort.signal.aborted) {
					say({ from: 'note', text: 'Stopped.' });
				} else {
					const retry = () => {
						setMessages((shown) => shown.filter((message) => message.key < firstKey));
						void send(text);
					};
					// Saying it again after something was done could do it twice.
					say({ from: 'problem', text: explain(error), ...(answer.actions.length > 0 ? {} : { retry }) });
				}
			} finally {
				if (isCurrent()) setWaiting(false);
			}
		},
		[expire],
	);

	const stop = useCallback(() => current.current?.abort(), []);

	const startOver = useCallback(() => {
		current.current?.abort();
		current.current = undefined;
		if (conversationId.current !== undefined) remember('sessionStorage', leftKey, conversationId.current);
		conversationId.current = undefined;
		setWaiting(false);
		setMessages([]);
	}, []);

	return { loading, messages, waiting, send, stop, startOver };
}
