import { useCallback, useEffect, useRef, useState } from 'react';
import type { Todo } from '../api/types.ts';

const undoMs = 6000;

export interface UndoableDelete {
	/** The todo that is hidden and about to be removed. */
	readonly pending: Todo | undefined;
	start(todo: Todo): void;
	undo(): void;
}

/** Hides a todo at once and removes it a little later, so that a slip costs nothing. */
export function useUndoableDelete(remove: (todo: Todo, keepalive?: boolean) => Promise<void>): UndoableDelete {
	const [pending, setPending] = useState<Todo>();
	const waiting = useRef<{ readonly todo: Todo; readonly timer: number }>(undefined);

	const commit = useCallback(
		async (keepalive: boolean) => {
			const current = waiting.current;
			if (current === undefined) return;
			waiting.current = undefined;
			clearTimeout(current.timer);
			await remove(current.todo, keepalive);
			setPending((shown) => (shown?.id === current.todo.id ? undefined : shown));
		},
		[remove],
	);

	const start = useCallback(
		(todo: Todo) => {
			void commit(false);
			waiting.current = { todo, timer: window.setTimeout(() => void commit(false), undoMs) };
			setPending(todo);
		},
		[commit],
	);

	const undo = useCallback(() => {
		clearTimeout(waiting.current?.timer);
		waiting.current = undefined;
		setPending(undefined);
	}, []);

	// Leaving the page, or the list, means that nobody is going to undo any more.
	useEffect(() => {
		const leave = () => void commit(true);
		addEventListener('pagehide', leave);
		return () => {
			removeEventListener('pagehide', leave);
			leave();
		};
	}, [commit]);

	return { pending, start, undo };
}
