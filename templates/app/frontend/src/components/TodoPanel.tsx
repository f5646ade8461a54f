import type { Status, Todo } from '../api/types.ts';
import type { TodosState } from '../hooks/use-todos.ts';
import { describeCount } from '../model/todo-list.ts';
import { AddTodo } from './AddTodo.tsx';
import { Filters } from './Filters.tsx';
import { SearchIcon, TickIcon } from './icons.tsx';
import { TodoItem } from './TodoItem.tsx';

interface Properties {
	readonly state: TodosState;
	readonly hiddenId: string | undefined;
	readonly remove: (todo: Todo) => void;
	readonly status: Status;
	/** What is searched for. */
	readonly text: string;
	readonly setStatus: (status: Status) => void;
	readonly setText: (text: string) => void;
}

const emptyWords: Readonly<Record<Status, readonly [string, string]>> = {
	open: ['Nothing left to do.', 'Add something above, or tell the chat.'],
	done: ['Nothing done yet.', 'What you tick off comes here.'],
	all: ['A clean sheet.', 'Add your first todo above, or tell the chat.'],
};

export function TodoPanel({ state, hiddenId, remove, status, text, setStatus, setText }: Properties) {
	const visible = state.todos.filter(({ id }) => id !== hiddenId);
	return (
		<section className="list-panel" aria-labelledby="list-heading">
			<div className="list-head">
				<h2 id="list-heading" tabIndex={-1}>
					{new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date())}
				</h2>
				<p className="count" aria-live="polite">
					{state.phase === 'ready' ? describeCount(visible, state.hasMore, status) : ' '}
				</p>
			</div>
			<AddTodo add={state.add} />
			<Filters status={status} setStatus={setStatus} setText={setText} />
			<Body state={state} visible={visible} remove={remove} status={status} text={text} />
		</section>
	);
}

function Body({
	state,
	visible,
	remove,
	status,
	text,
}: Pick<Properties, 'state' | 'remove' | 'status' | 'text'> & { readonly visible: readonly Todo[] }) {
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
				<p>Nothing is lost; the server has it.</p>
				<button className="primary" type="button" onClick={state.reload}>
					Try again
				</button>
			</div>
		);
	}
	if (visible.length === 0) {
		const [title, advice] = text === '' ? emptyWords[status] : nothingFound(text);
		return (
			<div className="blank">
				<span className="blank-mark">{text === '' ? <TickIcon /> : <SearchIcon />}</span>
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
				<button className="quiet more" type="button" aria-busy={state.loadingMore} onClick={() => void state.loadMore()}>
					{state.loadingMore ? 'Loading…' : 'Show more'}
				</button>
			)}
		</>
	);
}

function nothingFound(text: string): readonly [string, string] {
	return ['Nothing found.', `No todo here has “${text}” in its title or notes.`];
}
