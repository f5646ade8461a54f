import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import type { Priority, Todo, TodoChanges } from '../api/types.ts';
import { PrioritySelect } from './PrioritySelect.tsx';

interface Properties {
	readonly todo: Todo;
	readonly save: (changes: TodoChanges) => Promise<void>;
	readonly cancel: () => void;
}

/** Everything about a todo, in the place where it stands. Enter saves, Escape leaves it as it was. */
export function TodoEditor({ todo, save, cancel }: Properties) {
	const [title, setTitle] = useState(todo.title);
	const [description, setDescription] = useState(todo.description);
	const [priority, setPriority] = useState<Priority>(todo.priority);
	const [due, setDue] = useState(todo.due ?? '');
	const [busy, setBusy] = useState(false);
	const ids = useId();

	async function submit(event: FormEvent) {
		event.preventDefault();
		const wanted = { title: title.trim(), description: description.trim(), priority, due: due === '' ? null : due };
		if (wanted.title === '' || busy) return;
		setBusy(true);
		// Only what is different, so that a change made elsewhere meanwhile is not undone.
		await save(Object.fromEntries(Object.entries(wanted).filter(([field, value]) => todo[field as keyof Todo] !== value)));
		setBusy(false);
	}

	function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === 'Escape') {
			event.preventDefault();
			cancel();
		}
		// In the notes, Enter alone begins a line.
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
	}

	return (
		<form className="editor" aria-label={`Edit ${todo.title}`} onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
			<label className="field" htmlFor={`${ids}-title`}>
				<span>Title</span>
				<input
					id={`${ids}-title`}
					autoFocus
					required
					dir="auto"
					value={title}
					maxLength={200}
					onChange={(event) => setTitle(event.target.value)}
				/>
			</label>
			<label className="field" htmlFor={`${ids}-description`}>
				<span>Notes</span>
				<textarea
					id={`${ids}-description`}
					dir="auto"
					rows={3}
					value={description}
					maxLength={5000}
					onChange={(event) => setDescription(event.target.value)}
				/>
			</label>
			<div className="editor-row">
				<label className="field" htmlFor={`${ids}-priority`}>
					<span>Priority</span>
					<PrioritySelect id={`${ids}-priority`} value={priority} onChange={setPriority} />
				</label>
				<label className="field" htmlFor={`${ids}-due`}>
					<span>Due</span>
					<input id={`${ids}-due`} type="date" value={due} max="9999-12-31" onChange={(event) => setDue(event.target.value)} />
				</label>
			</div>
			<div className="editor-row">
				<button className="primary" disabled={title.trim() === ''} aria-busy={busy}>
					{busy ? 'Saving…' : 'Save'}
				</button>
				<button className="quiet" type="button" onClick={cancel}>
					Cancel
				</button>
			</div>
		</form>
	);
}
