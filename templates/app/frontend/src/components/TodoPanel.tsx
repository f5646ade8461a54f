import type { Status, Todo } from '../api/types.ts';
import type { TodosState } from '../hooks/use-todos.ts';
import { AddTodo } from './AddTodo.tsx';
import { Filters } from './Filters.tsx';
import { CloseIcon } from './icons.tsx';
import { TodoItem } from './TodoItem.tsx';

interface Properties {
	readonly state: TodosState;
	readonly hiddenId: string | undefined;
	readonly remove: (todo: Todo) => void;
	readonly status: Status;
	readonly setStatus: (status: Status) => void;
	readonly setText: (text: string) => void;
}

const emptyWords: Readonly<Record<Status, readonly [string, string]>> = {
	open: ['Nothing left to do.', 'Add something above, or tell the chat.'],
	done: ['Nothing done yet.', 'What you tick off comes here.'],
	all: ['A clean sheet.', 'Add your first todo above, or tell the chat.'],
};

export function TodoPanel({ state, hiddenId, remove, status, setStatus, setText }: Properties) {
	const visible = state.todos.filter(({ id }) => id !== hiddenId);
	return (
		<section className="list-panel" aria-labelledby="list-heading">
			<div className="list-head">
				<h1 id="list-heading">{new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date())}</h1>
				<p className="count" aria-live="polite">
					{state.phase === 'ready' ? describeCount(visible, state.hasMore, status) : ' '}
				</p>
			</div>
			<AddTodo add={state.add} />
			<Filters status={status} setStatus={setStatus} setText={setText} />
			{state.problem !== undefined && (
				<p className="notice problem" role="alert">
					<span>{state.problem}</span>
					<button className="icon-button" type="button" aria-label="Dismiss" onClick={state.dismissProblem}>
						<CloseIcon />
					</button>
				</p>
			)}
			<Body state={state} visible={visible} remove={remove} status={status} />
		</section>
	);
}

function Body({ state, visible, remove, status }: Pick<Properties, 'state' | 'remove' | 'status'> & { readonly visible: readonly Todo[] }) {
	if (state.phase === 'loading') {
		return (
			<ul className="todos" aria-busy="true" aria-label="Loading your todos">
				{[0, 1, 2].map((row) => (
					<li key={row} className="todo skeleton" />
				))}
			</ul>
		);
	}
	if (state.phase === 'failed') {
		return (
			<div className="blank">
				<p className="blank-title">Your list did not come.</p>
				<button className="primary" type="button" onClick={state.reload}>
					Try again
				</button>
			</div>
		);
	}
	if (visible.length === 0) {
		const [title, advice] = emptyWords[status];
		return (
			<div className="blank">
				<p className="blank-title">{title}</p>
				<p>{advice}</p>
			</div>
		);
	}
	return (
		<>
			<ul className="todos">
				{visible.map((todo) => (
					<TodoItem key={todo.id} todo={todo} change={state.change} remove={remove} />
				))}
			</ul>
			{state.hasMore && (
				<button className="quiet more" type="button" onClick={() => void state.loadMore()}>
					Show more
				</button>
			)}
		</>
	);
}

function describeCount(todos: readonly Todo[], hasMore: boolean, status: Status): string {
	const counted = status === 'open' ? todos.filter(({ completed }) => !completed) : todos;
	const number = `${counted.length}${hasMore ? '+' : ''}`;
	return status === 'all' ? `${number} in all` : `${number} ${status}`;
}
