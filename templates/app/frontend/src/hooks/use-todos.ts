import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, explain } from '../api/client.ts';
import { changeTodo, createTodo, deleteTodo, listMoreTodos, listTodos } from '../api/todos.ts';
import type { Action, NewTodo, Status, Todo, TodoChanges } from '../api/types.ts';
import { applyAction, replaceTodo } from '../model/todo-list.ts';
import { useReturn } from './use-return.ts';

export interface TodosState {
	readonly phase: 'loading' | 'ready' | 'failed';
	readonly todos: readonly Todo[];
	readonly hasMore: boolean;
	readonly loadingMore: boolean;
	/** The last thing that did not work, in words. */
	readonly problem: string | undefined;
	reload(): void;
	loadMore(): Promise<void>;
	/** Whether it worked; the same goes for a change. */
	add(todo: NewTodo): Promise<boolean>;
	change(todo: Todo, changes: TodoChanges): Promise<boolean>;
	remove(todo: Todo, keepalive?: boolean): Promise<void>;
	/** Shows what the assistant did. */
	apply(action: Action): void;
	dismissProblem(): void;
}

/** The list as the server has it for a filter, with changes shown at once and taken back when the server refuses. */
export function useTodos(status: Status, text: string, expire: () => void): TodosState {
	const [phase, setPhase] = useState<TodosState['phase']>('loading');
	const [todos, setTodos] = useState<readonly Todo[]>([]);
	const [next, setNext] = useState<string | null>(null);
	const [loadingMore, setLoadingMore] = useState(false);
	const [problem, setProblem] = useState<string>();
	const [generation, setGeneration] = useState(0);
	const shown = useRef({ filter: '', count: 0 });
	const loading = useRef<AbortController>(undefined);
	shown.current.count = todos.length;

	const fail = useCallback(
		(error: unknown) => {
			if (error instanceof ApiError && error.status === 401) expire();
			else setProblem(explain(error));
		},
		[expire],
	);

	useEffect(() => {
		const abort = new AbortController();
		loading.current = abort;
		const filter = `${status} ${text}`;
		// A reload keeps what is on the screen, and as much of it; another filter has nothing to keep.
		const isReload = shown.current.filter === filter;
		if (!isReload) setPhase('loading');
		setLoadingMore(false);
		listTodos({ status, text }, isReload ? shown.current.count : 0, abort.signal).then(
			(page) => {
				if (abort.signal.aborted) return;
				shown.current.filter = filter;
				setTodos(page.todos);
				setNext(page.next);
				setPhase('ready');
				setProblem(undefined);
			},
			(error: unknown) => {
				if (abort.signal.aborted) return;
				fail(error);
				setPhase((current) => (current === 'ready' ? current : 'failed'));
			},
		);
		return () => abort.abort();
	}, [status, text, generation, fail]);

	const reload = useCallback(() => setGeneration((current) => current + 1), []);
	useReturn(reload);

	const loadMore = useCallback(async () => {
		// What is loaded for a list that is not shown any more is of no use to the new one.
		const signal = loading.current?.signal;
		if (next === null || signal === undefined) return;
		setLoadingMore(true);
		try {
			const page = await listMoreTodos({ status, text }, next, signal);
			setTodos((current) => [...current, ...page.todos]);
			setNext(page.next);
		} catch (error) {
			if (!signal.aborted) fail(error);
		} finally {
			if (!signal.aborted) setLoadingMore(false);
		}
	}, [next, status, text, fail]);

	const add = useCallback(
		async (todo: NewTodo) => {
			try {
				const created = await createTodo(todo);
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
			const put = (value: Todo) => setTodos((current) => replaceTodo(current, value));
			put({ ...todo, ...changes });
			try {
				put(await changeTodo(todo.id, changes));
				return true;
			} catch (error) {
				put(todo);
				fail(error);
				return false;
			}
		},
		[fail],
	);

	const remove = useCallback(
		async (todo: Todo, keepalive = false) => {
			const take = () => setTodos((current) => current.filter(({ id }) => id !== todo.id));
			try {
				await deleteTodo(todo.id, keepalive);
				take();
			} catch (error) {
				// Already gone is what was wanted.
				if (error instanceof ApiError && error.status === 404) take();
				else fail(error);
			}
		},
		[fail],
	);

	const apply = useCallback((action: Action) => setTodos((current) => applyAction(current, action, { status, text })), [status, text]);
	const dismissProblem = useCallback(() => setProblem(undefined), []);

	return { phase, todos, hasMore: next !== null, loadingMore, problem, reload, loadMore, add, change, remove, apply, dismissProblem };
}
