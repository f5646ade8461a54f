import { useEffect, useRef, useState } from 'react';
import type { Todo, TodoChanges } from '../api/types.ts';
import { CalendarIcon, TickIcon, TrashIcon } from './icons.tsx';
import { TodoEditor } from './TodoEditor.tsx';

interface Properties {
	readonly todo: Todo;
	readonly change: (todo: Todo, changes: TodoChanges) => Promise<void>;
	readonly remove: (todo: Todo) => void;
}

export function TodoItem({ todo, change, remove }: Properties) {
	const [editing, setEditing] = useState(false);
	const title = useRef<HTMLButtonElement>(null);
	const wasEditing = useRef(false);

	// The keyboard stays where it was when the fields turn back into text.
	useEffect(() => {
		if (!editing && wasEditing.current) title.current?.focus();
		wasEditing.current = editing;
	}, [editing]);

	function save(changes: TodoChanges) {
		setEditing(false);
		if (Object.keys(changes).length > 0) void change(todo, changes);
	}

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
			{editing ? (
				<TodoEditor todo={todo} save={save} cancel={() => setEditing(false)} />
			) : (
				<>
					<div className="todo-body">
						<button ref={title} className="todo-title" type="button" title="Edit" dir="auto" onClick={() => setEditing(true)}>
							{todo.title}
						</button>
						{todo.description !== '' && (
							<p className="todo-description" dir="auto">
								{todo.description}
							</p>
						)}
						<Details todo={todo} />
					</div>
					<button className="icon-button" type="button" aria-label={`Delete ${todo.title}`} onClick={() => remove(todo)}>
						<TrashIcon />
					</button>
				</>
			)}
		</li>
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
