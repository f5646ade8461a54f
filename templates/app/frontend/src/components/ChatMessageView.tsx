import type { Action } from '../api/types.ts';
import type { ChatMessage } from '../hooks/use-chat.ts';
import { ListIcon, PenIcon, PlusIcon, TickIcon, TrashIcon } from './icons.tsx';

const speakers: Readonly<Record<ChatMessage['from'], string>> = { user: 'You:', assistant: 'Assistant:', problem: 'Problem:', note: '' };

export function ChatMessageView({ message }: { readonly message: ChatMessage }) {
	const { from, text, actions, unfinished = false, retry } = message;
	return (
		<div className={`message ${from}`} data-unfinished={unfinished}>
			<span className="hidden">{speakers[from]}</span>
			{text !== '' && <p dir="auto">{text}</p>}
			{actions.length > 0 && (
				<ul className="actions" aria-label="What was done">
					{actions.map((action, index) => (
						<ActionLine key={index} action={action} />
					))}
				</ul>
			)}
			{retry !== undefined && (
				<button className="retry" type="button" onClick={retry}>
					Try again
				</button>
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
			<p>
				{result.error ?? verbs[tool] ?? tool}
				{title !== undefined && (
					<>
						{' '}
						<strong dir="auto">{title}</strong>
					</>
				)}
			</p>
		</li>
	);
}

function ActionIcon({ tool }: { readonly tool: string }) {
	if (tool === 'create_todo') return <PlusIcon />;
	if (tool === 'delete_todo') return <TrashIcon />;
	if (tool === 'update_todo') return <PenIcon />;
	return tool === 'list_todos' ? <ListIcon /> : <TickIcon />;
}
