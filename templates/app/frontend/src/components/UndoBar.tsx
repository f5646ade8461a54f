import type { Todo } from '../api/types.ts';

export function UndoBar({ todo, undo }: { readonly todo: Todo; readonly undo: () => void }) {
	return (
		<div className="undo" role="status">
			<span>Deleted “{todo.title}”</span>
			<button type="button" onClick={undo}>
				Undo
			</button>
		</div>
	);
}
