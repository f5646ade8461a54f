import { useState } from 'react';
import { explain } from '../api/client.ts';
import type { Status, User } from '../api/types.ts';
import { useChat } from '../hooks/use-chat.ts';
import { useOnline } from '../hooks/use-online.ts';
import { useTodos } from '../hooks/use-todos.ts';
import { useUndoableDelete } from '../hooks/use-undoable-delete.ts';
import { ChatPanel } from './ChatPanel.tsx';
import { ChatIcon, ListIcon, LogoIcon } from './icons.tsx';
import { TodoPanel } from './TodoPanel.tsx';
import { UndoBar } from './UndoBar.tsx';

interface Properties {
	readonly user: User;
	readonly signOut: () => Promise<void>;
	readonly expire: () => void;
}

export function Workspace({ user, signOut, expire }: Properties) {
	const [status, setStatus] = useState<Status>('open');
	const [text, setText] = useState('');
	const [view, setView] = useState<'list' | 'chat'>('list');
	const online = useOnline();
	const todos = useTodos(status, text, expire);
	const deletion = useUndoableDelete(todos.remove);
	const chat = useChat(todos.reload, expire);

	const [problem, setProblem] = useState<string>();

	async function leave() {
		try {
			await signOut();
		} catch (error) {
			// Saying "logged out" while the cookie lives on would be wrong on a shared computer.
			setProblem(`You are still logged in. ${explain(error)}`);
		}
	}

	return (
		<div className="workspace" data-view={view}>
			<header className="top">
				<p className="brand">
					<LogoIcon /> Todo Chatbot
				</p>
				<p className="who">
					<span>{user.name}</span>
					<button className="quiet" type="button" onClick={() => void leave()}>
						Log out
					</button>
				</p>
			</header>
			{!online && (
				<p className="offline" role="status">
					You are offline. You can read what is here; changes have to wait.
				</p>
			)}
			{problem !== undefined && (
				<p className="offline" role="alert">
					{problem}
				</p>
			)}
			<main className="columns">
				<TodoPanel
					state={todos}
					hiddenId={deletion.pending?.id}
					remove={deletion.start}
					status={status}
					setStatus={setStatus}
					setText={setText}
				/>
				<ChatPanel state={chat} />
			</main>
			{deletion.pending !== undefined && <UndoBar todo={deletion.pending} undo={deletion.undo} />}
			<nav className="tabs" aria-label="View">
				<button type="button" aria-pressed={view === 'list'} onClick={() => setView('list')}>
					<ListIcon /> List
				</button>
				<button type="button" aria-pressed={view === 'chat'} onClick={() => setView('chat')}>
					<ChatIcon /> Chat
				</button>
			</nav>
		</div>
	);
}
