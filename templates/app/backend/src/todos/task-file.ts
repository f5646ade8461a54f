import { createHash } from 'node:crypto';
import { isDay, makeValidator } from '../http/validation.ts';
import { type Priority, priorities, type Todo } from './todo.ts';
import { todoFields } from './todo-schemas.ts';

export interface TaskFile {
	readonly todos: readonly Todo[];
	/** What is wrong, a sentence each, at most {@link mostProblems}. With any of them nothing should be imported. */
	readonly problems: readonly string[];
}

const mostProblems = 10;
const ajv = makeValidator();
const isTodo = ajv.compile({ type: 'object', required: ['title'], properties: todoFields });

/**
 * Reads a list of tasks as many programs keep it: an array, or an object with one under `todos`, `tasks` or `items`. The
 * usual names of a field are all understood. The oldest comes first in the answer.
 */
export function readTaskFile(text: string, userId: string): TaskFile {
	const found = parse(text);
	if (found === undefined) return { todos: [], problems: ['It is not JSON.'] };
	const list = Array.isArray(found) ? found : [record(found).todos, record(found).tasks, record(found).items].find(Array.isArray);
	if (list === undefined)
		return { todos: [], problems: ['It has to be a list of tasks, or an object with one under "todos", "tasks" or "items".'] };
	const problems: string[] = [];
	const todos = list.flatMap((entry: unknown, index) => {
		const task = typeof entry === 'string' ? { title: entry } : record(entry);
		const todo = toTodo(task, userId);
		if (isTodo(todo)) return [todo as unknown as Todo];
		if (problems.length < mostProblems) problems.push(`Task ${index + 1}: ${ajv.errorsText(isTodo.errors, { dataVar: 'the task' })}.`);
		return [];
	});
	return { todos: todos.sort((one, other) => one.createdAt.localeCompare(other.createdAt)), problems };
}

function toTodo(task: Record<string, unknown>, userId: string): Record<string, unknown> {
	const title = first(task, 'title', 'task', 'text', 'name', 'content');
	const description = first(task, 'description', 'notes', 'note', 'details') ?? '';
	const createdAt = time(first(task, 'createdAt', 'created_at', 'created')) ?? new Date().toISOString();
	return {
		id: idOf(userId, first(task, 'id', '_id', 'uuid') ?? [title, description, task.due]),
		title: typeof title === 'string' ? title.trim() : title,
		description,
		priority: priorityOf(first(task, 'priority', 'importance')),
		due: dayOf(first(task, 'due', 'dueDate', 'due_date', 'deadline')),
		completed: isDone(first(task, 'completed', 'done', 'isCompleted', 'is_completed', 'status')),
		createdAt,
		updatedAt: time(first(task, 'updatedAt', 'updated_at', 'updated')) ?? createdAt,
	};
}

/** The same task gets the same id each time, so that a second import finds it. */
function idOf(userId: string, source: unknown): string {
	const sum = createHash('sha256')
		.update(JSON.stringify([userId, source]))
		.digest('hex');
	return [sum.slice(0, 8), sum.slice(8, 12), sum.slice(12, 16), sum.slice(16, 20), sum.slice(20, 32)].join('-');
}

function first(task: Record<string, unknown>, ...names: readonly string[]): unknown {
	return names.map((name) => task[name]).find((value) => value !== undefined && value !== null);
}

function isDone(value: unknown): boolean {
	return value === true || value === 1 || (typeof value === 'string' && /^(done|completed?|closed|finished|true)$/i.test(value));
}

function priorityOf(value: unknown): Priority {
	const word = String(value ?? '').toLowerCase();
	return (
		priorities.find((priority) => priority === word) ??
		(/^(urgent|highest|critical|1)$/.test(word) ? 'high' : /^(lowest|minor)$/.test(word) ? 'low' : 'normal')
	);
}

/** A day stays a day; of a moment, the day in UTC. What is neither goes on, so that the schema names it. */
function dayOf(value: unknown): unknown {
	if (value === undefined || value === '') return null;
	if (typeof value === 'string' && isDay(value)) return value;
	return time(value)?.slice(0, 10) ?? value;
}

/** A time in ISO 8601 of a text or of milliseconds since 1970. */
function time(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const date = new Date(value);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}
