import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Action, Todo } from '../src/api/types.ts';
import { applyAction, describeCount } from '../src/model/todo-list.ts';

const todo = (id: string, changes: Partial<Todo> = {}): Todo => ({
	id,
	title: `Todo ${id}`,
	description: '',
	priority: 'normal',
	due: null,
	completed: false,
	createdAt: '2026-01-31T08:00:00.000Z',
	updatedAt: '2026-01-31T08:00:00.000Z',
	...changes,
});
const action = (tool: string, result: Action['result']): Action => ({ tool, arguments: {}, result });
const list = [todo('1'), todo('2')];
const open = { status: 'open', text: '' } as const;
const ids = (todos: readonly Todo[]) => todos.map(({ id }) => id);

test('what the assistant made comes first, where the filter lets it', () => {
	const made = action('create_todo', todo('3', { title: 'Buy Milk' }));
	deepEqual(ids(applyAction(list, made, open)), ['3', '1', '2']);
	deepEqual(ids(applyAction(list, made, { status: 'all', text: 'milk' })), ['3', '1', '2']);
	deepEqual(ids(applyAction(list, made, { status: 'open', text: 'bread' })), ['1', '2']);
	deepEqual(ids(applyAction(list, made, { status: 'done', text: '' })), ['1', '2']);
});

test('what it changed stays in its place, and what it deleted goes', () => {
	deepEqual(applyAction(list, action('complete_todo', todo('2', { completed: true })), open)[1]?.completed, true);
	deepEqual(ids(applyAction(list, action('update_todo', todo('9')), open)), ['1', '2']);
	deepEqual(ids(applyAction(list, action('delete_todo', { deleted: todo('1') }), open)), ['2']);
});

test('what it only looked at or could not do changes nothing', () => {
	deepEqual(applyAction(list, action('list_todos', { todos: [todo('3')] }), open), list);
	deepEqual(applyAction(list, action('delete_todo', { error: 'There is no todo with this id.' }), open), list);
});

test('a count says when there is more', () => {
	equal(describeCount(list, false, 'open'), '2 open');
	equal(describeCount([todo('1', { completed: true }), todo('2')], true, 'open'), '1+ open');
	equal(
		describeCount(
			Array.from({ length: 1200 }, (_one, index) => todo(String(index))),
			false,
			'all',
		),
		'1,200 in all',
	);
});
