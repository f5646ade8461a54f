import { useEffect, useRef, useState } from 'react';
import type { Todo, TodoChanges } from '../api/types.ts';
import { CalendarIcon, TickIcon, TrashIcon } from './icons.tsx';

interface Properties {
	readonly todo: Todo;
	readonly change: (todo: Todo, changes: TodoChanges) => Promise<void>;
	readonly remove: (todo: Todo) => void;
}

export function TodoItem({ todo, change, remove }: Properties) {
	return (
		<li className="todo" data-done={todo.completed} data-priority={todo.priority}>
			<button
				className="tick"
				type="button"
				role="checkbox"
				aria-checked={todo.completed}
				aria-label={`Done: ${todo.title}`}
				onClick={() => void change(todo, { completed: !todo.completed })}
			>
				<TickIcon />
			</button>
			<div className="todo-body">
				<Title todo={todo} change={change} />
				{todo.description !== '' && <p className="todo-description">{todo.description}</p>}
				<Details todo={todo} />
			</div>
			<button className="icon-button" type="button" aria-label={`Delete ${todo.title}`} onClick={() => remove(todo)}>
				<TrashIcon />
			</button>
		</li>
	);
}

function Title({ todo, change }: Pick<Properties, 'todo' | 'change'>) {
	const [draft, setDraft] = useState<string>();
	const button = useRef<HTMLButtonElement>(null);
	const wasEditing = useRef(false);

	// The keyboard stays where it was when the field turns back into text.
	useEffect(() => {
		if (draft === undefined && wasEditing.current) button.current?.focus();
		wasEditing.current = draft !== undefined;
	}, [draft]);

	if (draft === undefined) {
		return (
			<button ref={button} className="todo-title" type="button" title="Edit" onClick={() => setDraft(todo.title)}>
				{todo.title}
			</button>
		);
	}
	const save = () => {
		const title = draft.trim();
		setDraft(undefined);
		if (title !== '' && title !== todo.title) void change(todo, { title });
	};
	return (
		<input
			className="todo-edit"
			aria-label={`Title of ${todo.title}`}
			autoFocus
			value={draft}
			maxLength={200}
			onChange={(event) => setDraft(event.target.value)}
			onBlur={save}
			onKeyDown={(event) => {
				if (event.key !== 'Enter' && event.key !== 'Escape') return;
				// The button that takes the place of this field would be pressed by the same key.
				event.preventDefault();
				if (event.key === 'Enter') save();
				else setDraft(undefined);
			}}
		/>
	);
}

function Details({ todo: { priority, due, completed } }: Pick<Properties, 'todo'>) {
	if (priority === 'normal' && due === null) return null;
	const late = due !== null && !completed && due < today();
	return (
		<p className="details">
			{priority !== 'normal' && <span className={`chip ${priority}`}>{priority === 'high' ? 'High priority' : 'Low priority'}</span>}
			{due !== null && (
				<span className={late ? 'chip late' : 'chip'}>
					<CalendarIcon />
					{late ? 'Was due ' : ''}
					{describeDay(due)}
				</span>
			)}
		</p>
	);
}

function today(offsetDays = 0): string {
	const now = new Date();
	now.setDate(now.getDate() + offsetDays);
	return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

function describeDay(day: string): string {
	if (day === today()) return 'Today';
	if (day === today(1)) return 'Tomorrow';
	return new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
