import { useCallback, useEffect, useRef, useState } from 'react';
import type { Todo } from '../api/types.ts';

const undoMs = 8000;

export interface UndoableDelete {
	/** The todo that is hidden and about to be removed. */
	readonly pending: Todo | undefined;
	start(todo: Todo): void;
	undo(): void;
	/** Stops the clock while somebody is about to decide. */
	hold(): void;
	release(): void;
}

/** Hides a todo at once and removes it a little later, so that a slip costs nothing. */
export function useUndoableDelete(remove: (todo: Todo, keepalive?: boolean) => Promise<void>): UndoableDelete {
	const [pending, setPending] = useState<Todo>();
	const waiting = useRef<Todo>(undefined);
	const timer = useRef<number>(undefined);

	const commit = useCallback(
		async (keepalive: boolean) => {
			const todo = waiting.current;
			if (todo === undefined) return;
			waiting.current = undefined;
			clearTimeout(timer.current);
			await remove(todo, keepalive);
			setPending((shown) => (shown?.id === todo.id ? undefined : shown));
		},
		[remove],
	);

	const hold = useCallback(() => clearTimeout(timer.current), []);

	const release = useCallback(() => {
		clearTimeout(timer.current);
		timer.current = window.setTimeout(() => void commit(false), undoMs);
	}, [commit]);

	const start = useCallback(
		(todo: Todo) => {
			void commit(false);
			waiting.current = todo;
			setPending(todo);
			release();
		},
		[commit, release],
	);

	const undo = useCallback(() => {
		clearTimeout(timer.current);
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

	return { pending, start, undo, hold, release };
}
