import { useEffect } from 'react';
import type { UndoableDelete } from '../hooks/use-undoable-delete.ts';

/** Stays while it is pointed at or focused. Ctrl+Z does the same as its button. */
export function UndoBar({ deletion: { pending, undo, hold, release } }: { readonly deletion: UndoableDelete }) {
	useEffect(() => {
		if (pending === undefined) return;
		const onKeyDown = (event: KeyboardEvent) => {
			const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
			if (!isUndo || isTyping(event.target)) return;
			event.preventDefault();
			undo();
		};
		addEventListener('keydown', onKeyDown);
		return () => removeEventListener('keydown', onKeyDown);
	}, [pending, undo]);

	// Always there, because readers only speak what changes in a place that they know.
	return (
		<div className="undo" role="status" data-shown={pending !== undefined} onPointerEnter={hold} onPointerLeave={release}>
			{pending !== undefined && (
				<>
					<span dir="auto">Deleted “{pending.title}”</span>
					<button type="button" onClick={undo} onFocus={hold} onBlur={release}>
						Undo
					</button>
				</>
			)}
		</div>
	);
}

/** There, Ctrl+Z takes back what was typed. */
function isTyping(target: EventTarget | null): boolean {
	return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== '';
}
