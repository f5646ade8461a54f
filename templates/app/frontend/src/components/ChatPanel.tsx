import { type FormEvent, type KeyboardEvent, useRef } from 'react';
import type { ChatState } from '../hooks/use-chat.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useFollowEnd } from '../hooks/use-follow-end.ts';
import { ChatEmpty } from './ChatEmpty.tsx';
import { ChatMessageView } from './ChatMessageView.tsx';
import { SendIcon, StopIcon } from './icons.tsx';

export const messageFieldId = 'chat-message';

export function ChatPanel({ state: { loading, messages, waiting, send, stop, startOver } }: { readonly state: ChatState }) {
	const [draft, setDraft] = useDraft('chat');
	const box = useRef<HTMLDivElement>(null);
	const input = useRef<HTMLTextAreaElement>(null);
	const { goToEnd } = useFollowEnd(box, messages);
	const hasBegun = messages.at(-1)?.unfinished === true;

	function say(text: string) {
		if (waiting) return;
		goToEnd();
		void send(text);
		input.current?.focus();
	}

	function submit(event: FormEvent) {
		event.preventDefault();
		const text = draft.trim();
		if (text === '') input.current?.focus();
		if (text === '' || waiting) return;
		setDraft('');
		say(text);
	}

	function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
		// While a word is being composed, as in Japanese, Enter belongs to the keyboard.
		if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
	}

	return (
		<section className="chat-panel" aria-labelledby="chat-heading">
			<div className="chat-head">
				<h2 id="chat-heading">Chat</h2>
				{messages.length > 0 && (
					<button
						className="quiet"
						type="button"
						onClick={() => {
							startOver();
							input.current?.focus();
						}}
					>
						New conversation
					</button>
				)}
			</div>
			<div ref={box} className="messages" role="log" aria-live="polite" aria-busy={waiting} aria-label="Conversation" tabIndex={0}>
				{messages.length === 0 && !loading && <ChatEmpty say={say} />}
				{messages.map((message) => (
					<ChatMessageView key={message.key} message={message} />
				))}
				{waiting && !hasBegun && (
					<p className="message assistant typing">
						<span className="hidden">Thinking</span>
						<span />
						<span />
						<span />
					</p>
				)}
			</div>
			<form className="composer" onSubmit={submit}>
				<textarea
					ref={input}
					id={messageFieldId}
					aria-label="Message"
					placeholder="Write a message"
					dir="auto"
					rows={1}
					value={draft}
					maxLength={4000}
					autoComplete="off"
					enterKeyHint="send"
					onChange={(event) => setDraft(event.target.value)}
					onKeyDown={onKeyDown}
				/>
				{waiting ? (
					// Not the second half of a double click on "Send", which was in the same place.
					<button className="primary round" type="button" aria-label="Stop" onClick={({ detail }) => detail < 2 && stop()}>
						<StopIcon />
					</button>
				) : (
					<button className="primary round" aria-label="Send" data-idle={draft.trim() === ''}>
						<SendIcon />
					</button>
				)}
			</form>
		</section>
	);
}
