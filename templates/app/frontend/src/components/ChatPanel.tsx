import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Action } from '../api/types.ts';
import type { ChatMessage, ChatState } from '../hooks/use-chat.ts';
import { ListIcon, PlusIcon, SendIcon, StopIcon, TickIcon, TrashIcon } from './icons.tsx';

const suggestions = ['add buy milk due tomorrow', 'list', 'help'];

export function ChatPanel({ state: { messages, waiting, send, stop, startOver } }: { readonly state: ChatState }) {
	const [draft, setDraft] = useState('');
	const end = useRef<HTMLDivElement>(null);
	const input = useRef<HTMLInputElement>(null);
	const hasBegun = messages.at(-1)?.unfinished === true;

	useEffect(() => {
		end.current?.scrollIntoView({ block: 'nearest' });
	}, [messages, waiting]);

	function submit(event: FormEvent) {
		event.preventDefault();
		const text = draft.trim();
		if (text === '' || waiting) return;
		setDraft('');
		void send(text);
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
			<div className="messages" role="log" aria-live="polite" aria-busy={waiting} aria-label="Conversation" tabIndex={0}>
				{messages.length === 0 && (
					<div className="chat-empty">
						<p className="blank-title">Talk to your list.</p>
						<p>Tell me what to add, change or tick off. For instance:</p>
						<div className="suggestions">
							{suggestions.map((words) => (
								<button key={words} type="button" onClick={() => void send(words)}>
									{words}
								</button>
							))}
						</div>
					</div>
				)}
				{messages.map((message) => (
					<Message key={message.key} message={message} />
				))}
				{waiting && !hasBegun && (
					<p className="message assistant typing">
						<span className="hidden">Thinking</span>
						<span />
						<span />
						<span />
					</p>
				)}
				<div ref={end} />
			</div>
			<form className="composer" onSubmit={submit}>
				<input
					ref={input}
					aria-label="Message"
					placeholder="Write a message"
					value={draft}
					maxLength={4000}
					autoComplete="off"
					onChange={(event) => setDraft(event.target.value)}
				/>
				{waiting ? (
					<button className="primary round" type="button" aria-label="Stop" onClick={stop}>
						<StopIcon />
					</button>
				) : (
					<button className="primary round" aria-label="Send" disabled={draft.trim() === ''}>
						<SendIcon />
					</button>
				)}
			</form>
		</section>
	);
}

function Message({ message: { from, text, actions, unfinished = false } }: { readonly message: ChatMessage }) {
	return (
		<div className={`message ${from}`} data-unfinished={unfinished}>
			<span className="hidden">{from === 'user' ? 'You:' : 'Assistant:'}</span>
			{text !== '' && <p dir="auto">{text}</p>}
			{actions.length > 0 && (
				<ul className="actions" aria-label="What was done">
					{actions.map((action, index) => (
						<ActionLine key={index} action={action} />
					))}
				</ul>
			)}
		</div>
	);
}

const verbs: Readonly<Record<string, string>> = {
	create_todo: 'Added',
	list_todos: 'Looked at the list',
	update_todo: 'Changed',
	complete_todo: 'Completed',
	delete_todo: 'Deleted',
};

function ActionLine({ action: { tool, result } }: { readonly action: Action }) {
	const title = result.title ?? result.deleted?.title;
	return (
		<li className={result.error === undefined ? 'action' : 'action failed'}>
			<ActionIcon tool={tool} />
			<span>{result.error ?? verbs[tool] ?? tool}</span>
			{title !== undefined && <strong dir="auto">{title}</strong>}
		</li>
	);
}

function ActionIcon({ tool }: { readonly tool: string }) {
	if (tool === 'create_todo') return <PlusIcon />;
	if (tool === 'delete_todo') return <TrashIcon />;
	return tool === 'list_todos' ? <ListIcon /> : <TickIcon />;
}
