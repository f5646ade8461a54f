import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, explain, request } from '../api/client.ts';
import type { NewTodo, Status, Todo, TodoChanges, TodoPage } from '../api/types.ts';

const pageSize = 50;

export interface TodosState {
	readonly phase: 'loading' | 'ready' | 'failed';
	readonly todos: readonly Todo[];
	readonly hasMore: boolean;
	/** The last thing that did not work, in words. */
	readonly problem: string | undefined;
	reload(): void;
	loadMore(): Promise<void>;
	add(todo: NewTodo): Promise<boolean>;
	change(todo: Todo, changes: TodoChanges): Promise<void>;
	remove(todo: Todo, keepalive?: boolean): Promise<void>;
	dismissProblem(): void;
}

/** The list as the server has it for a filter, with changes shown at once and taken back when the server refuses. */
export function useTodos(status: Status, text: string, expire: () => void): TodosState {
	const [phase, setPhase] = useState<TodosState['phase']>('loading');
	const [todos, setTodos] = useState<readonly Todo[]>([]);
	const [next, setNext] = useState<string | null>(null);
	const [problem, setProblem] = useState<string>();
	const [generation, setGeneration] = useState(0);
	const shown = useRef('');

	const fail = useCallback(
		(error: unknown) => {
			if (error instanceof ApiError && error.status === 401) expire();
			else setProblem(explain(error));
		},
		[expire],
	);

	useEffect(() => {
		const abort = new AbortController();
		const filter = `${status} ${text}`;
		// A reload keeps what is on the screen; another filter has nothing to keep.
		if (shown.current !== filter) setPhase('loading');
		void (async () => {
			try {
				const page = await request<TodoPage>('GET', listPath(status, text), { signal: abort.signal });
				shown.current = filter;
				setTodos(page.todos);
				setNext(page.next);
				setPhase('ready');
				setProblem(undefined);
			} catch (error) {
				if (abort.signal.aborted) return;
				fail(error);
				setPhase((current) => (current === 'ready' ? current : 'failed'));
			}
		})();
		return () => abort.abort();
	}, [status, text, generation, fail]);

	const reload = useCallback(() => setGeneration((current) => current + 1), []);

	useEffect(() => {
		addEventListener('online', reload);
		return () => removeEventListener('online', reload);
	}, [reload]);

	const loadMore = useCallback(async () => {
		if (next === null) return;
		try {
			const page = await request<TodoPage>('GET', listPath(status, text, next));
			setTodos((current) => [...current, ...page.todos]);
			setNext(page.next);
		} catch (error) {
			fail(error);
		}
	}, [next, status, text, fail]);

	const add = useCallback(
		async (todo: NewTodo) => {
			try {
				const created = await request<Todo>('POST', '/todos', { body: todo });
				if (status !== 'done') setTodos((current) => [created, ...current]);
				return true;
			} catch (error) {
				fail(error);
				return false;
			}
		},
		[status, fail],
	);

	const change = useCallback(
		async (todo: Todo, changes: TodoChanges) => {
			const put = (value: Todo) => setTodos((current) => current.map((item) => (item.id === value.id ? value : item)));
			put({ ...todo, ...changes });
			try {
				put(await request<Todo>('PATCH', `/todos/${todo.id}`, { body: changes }));
			} catch (error) {
				put(todo);
				fail(error);
			}
		},
		[fail],
	);

	const remove = useCallback(
		async (todo: Todo, keepalive = false) => {
			try {
				await request('DELETE', `/todos/${todo.id}`, { keepalive });
				setTodos((current) => current.filter(({ id }) => id !== todo.id));
			} catch (error) {
				// Already gone is what was wanted.
				if (error instanceof ApiError && error.status === 404) setTodos((current) => current.filter(({ id }) => id !== todo.id));
				else fail(error);
			}
		},
		[fail],
	);

	return {
		phase,
		todos,
		hasMore: next !== null,
		problem,
		reload,
		loadMore,
		add,
		change,
		remove,
		dismissProblem: () => setProblem(undefined),
	};
}

function listPath(status: Status, text: string, cursor?: string): string {
	const query = new URLSearchParams({ status, limit: String(pageSize) });
	if (text !== '') query.set('q', text);
	if (cursor !== undefined) query.set('cursor', cursor);
	return `/todos?${query}`;
}
