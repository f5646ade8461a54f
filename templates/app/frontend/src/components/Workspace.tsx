import { useState } from 'react';
import { explain } from '../api/client.ts';
import type { Status, User } from '../api/types.ts';
import { useChat } from '../hooks/use-chat.ts';
import { useOnline } from '../hooks/use-online.ts';
import { useTodos } from '../hooks/use-todos.ts';
import { useUndoableDelete } from '../hooks/use-undoable-delete.ts';
import { ChatPanel, messageFieldId } from './ChatPanel.tsx';
import { ChatIcon, ListIcon } from './icons.tsx';
import { ProblemBar } from './ProblemBar.tsx';
import { titleIdOf } from './TodoItem.tsx';
import { TodoPanel } from './TodoPanel.tsx';
import { TopBar } from './TopBar.tsx';
import { UndoBar } from './UndoBar.tsx';

interface Properties {
	readonly user: User;
	readonly signOut: () => Promise<void>;
	readonly expire: () => void;
}

export function Workspace({ user, signOut, expire }: Properties) {
	const [status, setStatus] = useState<Status>('open');
	const [text, setText] = useState('');
	// Which half a narrow screen shows; a wide one shows both.
	const [view, setView] = useState<'list' | 'chat'>('list');
	const [stillHere, setStillHere] = useState<string>();
	const online = useOnline();
	const todos = useTodos(status, text, expire);
	const deletion = useUndoableDelete(todos.remove);
	const chat = useChat(todos.apply, expire);

	async function leave() {
		try {
			await signOut();
		} catch (error) {
			// Saying "logged out" while the cookie lives on would be wrong on a shared computer.
			setStillHere(`You are still logged in. ${explain(error)}`);
		}
	}

	function goToChat() {
		setView('chat');
		focusWhenDrawn(messageFieldId);
	}

	function undo() {
		const todo = deletion.pending;
		deletion.undo();
		if (todo !== undefined) focusWhenDrawn(titleIdOf(todo));
	}

	return (
		<div className="workspace" data-view={view}>
			<TopBar user={user} leave={() => void leave()} goToChat={goToChat} />
			{!online && (
				<p className="offline" role="status">
					You are offline. You can read what is here; changes have to wait.
				</p>
			)}
			<main className="columns">
				<TodoPanel
					state={todos}
					hiddenId={deletion.pending?.id}
					remove={deletion.start}
					status={status}
					text={text}
					setStatus={setStatus}
					setText={setText}
				/>
				<ChatPanel state={chat} />
			</main>
			<div className="toasts">
				<ProblemBar says={todos.problem} dismiss={todos.dismissProblem} />
				<ProblemBar says={stillHere} dismiss={() => setStillHere(undefined)} />
				<UndoBar deletion={{ ...deletion, undo }} />
			</div>
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

/** The element may come with the next drawing only. */
function focusWhenDrawn(id: string): void {
	requestAnimationFrame(() => document.getElementById(id)?.focus());
}
