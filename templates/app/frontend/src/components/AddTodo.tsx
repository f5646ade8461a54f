import { type FormEvent, useRef, useState } from 'react';
import type { NewTodo, Priority } from '../api/types.ts';
import { CalendarIcon, FlagIcon, PlusIcon } from './icons.tsx';

export function AddTodo({ add }: { readonly add: (todo: NewTodo) => Promise<boolean> }) {
	const [title, setTitle] = useState('');
	const [priority, setPriority] = useState<Priority>('normal');
	const [due, setDue] = useState('');
	const [busy, setBusy] = useState(false);
	const input = useRef<HTMLInputElement>(null);

	async function submit(event: FormEvent) {
		event.preventDefault();
		if (title.trim() === '' || busy) return;
		setBusy(true);
		if (await add({ title: title.trim(), priority, due: due === '' ? null : due })) {
			setTitle('');
			setPriority('normal');
			setDue('');
		}
		setBusy(false);
		input.current?.focus();
	}

	return (
		<form className="add" onSubmit={(event) => void submit(event)} aria-label="Add a todo">
			<input
				ref={input}
				className="add-title"
				aria-label="What is to be done?"
				placeholder="What is to be done?"
				value={title}
				maxLength={200}
				onChange={(event) => setTitle(event.target.value)}
			/>
			<div className="add-more">
				<label className="pill">
					<FlagIcon />
					<span className="hidden">Priority</span>
					<select value={priority} onChange={(event) => setPriority(event.target.value as Priority)}>
						<option value="low">Low</option>
						<option value="normal">Normal</option>
						<option value="high">High</option>
					</select>
				</label>
				<label className="pill">
					<CalendarIcon />
					<span className="hidden">Due</span>
					<input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
				</label>
			</div>
			<button className="primary" disabled={busy || title.trim() === ''}>
				<PlusIcon /> Add
			</button>
		</form>
	);
}
