import { type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import type { Todo, TodoChanges } from '../api/types.ts';
import { TickIcon, TrashIcon } from './icons.tsx';
import { TodoDetails } from './TodoDetails.tsx';
import { TodoEditor } from './TodoEditor.tsx';

interface Properties {
	readonly todo: Todo;
	readonly change: (todo: Todo, changes: TodoChanges) => Promise<boolean>;
	readonly remove: (todo: Todo) => void;
}

/** The id of the element that stands for a todo, for whoever has to bring the keyboard back to it. */
export function titleIdOf({ id }: Todo): string {
	return `todo-${id}`;
}

/** Drawn again only when this very todo has changed: there can be thousands. */
export const TodoItem = memo(function TodoItem({ todo, change, remove }: Properties) {
	const [editing, setEditing] = useState(false);
	const title = useRef<HTMLButtonElement>(null);
	const wasEditing = useRef(false);

	// The keyboard stays where it was when the fields turn back into text.
	useEffect(() => {
		if (!editing && wasEditing.current) title.current?.focus();
		wasEditing.current = editing;
	}, [editing]);

	async function save(changes: TodoChanges) {
		// What was typed stays in its fields when the server cannot take it.
		if (Object.keys(changes).length === 0 || (await change(todo, changes))) setEditing(false);
	}

	function removeAndMoveOn({ currentTarget }: MouseEvent) {
		const row = currentTarget.closest('li');
		const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
		const next = neighbour?.querySelector<HTMLElement>('.todo-delete') ?? document.getElementById('list-heading');
		next?.focus();
		remove(todo);
	}

	return (
		<li className="todo" data-done={todo.completed} data-priority={todo.priority} data-editing={editing}>
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
						<button
							ref={title}
							id={titleIdOf(todo)}
							className="todo-title"
							type="button"
							title="Edit"
							dir="auto"
							onClick={() => setEditing(true)}
						>
							{todo.title}
						</button>
						{todo.description !== '' && (
							<p className="todo-description" dir="auto">
								{todo.description}
							</p>
						)}
						<TodoDetails todo={todo} />
					</div>
					<button className="icon-button todo-delete" type="button" aria-label={`Delete ${todo.title}`} onClick={removeAndMoveOn}>
						<TrashIcon />
					</button>
				</>
			)}
		</li>
	);
});
