import { type FormEvent, useId, useRef, useState } from 'react';
import type { NewTodo, Priority } from '../api/types.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { describeDay } from '../model/days.ts';
import { CalendarIcon, FlagIcon, PlusIcon } from './icons.tsx';
import { PrioritySelect } from './PrioritySelect.tsx';

export function AddTodo({ add }: { readonly add: (todo: NewTodo) => Promise<boolean> }) {
	const [title, setTitle] = useDraft('add');
	const [priority, setPriority] = useState<Priority>('normal');
	const [due, setDue] = useState('');
	const [busy, setBusy] = useState(false);
	const [missing, setMissing] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const ids = useId();

	async function submit(event: FormEvent) {
		event.preventDefault();
		input.current?.focus();
		setMissing(title.trim() === '');
		if (title.trim() === '' || busy) return;
		setBusy(true);
		if (await add({ title: title.trim(), priority, due: due === '' ? null : due })) {
			setTitle('');
			setPriority('normal');
			setDue('');
		}
		setBusy(false);
	}

	function type(text: string) {
		setTitle(text);
		setMissing(false);
	}

	return (
		<form className="add" onSubmit={(event) => void submit(event)} aria-label="Add a todo">
			<input
				ref={input}
				className="add-title"
				aria-label="What is to be done?"
				placeholder="What is to be done?"
				dir="auto"
				value={title}
				maxLength={200}
				enterKeyHint="done"
				{...(missing ? { 'aria-invalid': true, 'aria-describedby': `${ids}-hint` } : {})}
				onChange={(event) => type(event.target.value)}
			/>
			<div className="add-more">
				<label className="pill" htmlFor={`${ids}-priority`} data-set={priority !== 'normal'}>
					<FlagIcon />
					<span className="hidden">Priority</span>
					<PrioritySelect id={`${ids}-priority`} value={priority} onChange={setPriority} />
				</label>
				<label className="pill due" data-set={due !== ''}>
					<CalendarIcon />
					<span className="hidden">Due</span>
					<span className="pill-words" aria-hidden="true">
						{due === '' ? 'No date' : describeDay(due)}
					</span>
					<input type="date" value={due} max="9999-12-31" onChange={(event) => setDue(event.target.value)} />
				</label>
			</div>
			<button className="primary" data-idle={title.trim() === ''} aria-busy={busy}>
				<PlusIcon /> Add
			</button>
			{missing && (
				<p className="add-hint" id={`${ids}-hint`} role="alert">
					Write what is to be done first.
				</p>
			)}
		</form>
	);
}
