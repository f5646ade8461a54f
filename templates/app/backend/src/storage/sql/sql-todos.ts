import { randomUUID } from 'node:crypto';
import type { NewTodo, Priority, Todo, TodoChanges, TodoPage, TodoQuery } from '../../todos/todo.ts';
import type { TodoRepository } from '../store.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

interface TodoRow {
	seq: number;
	id: string;
	title: string;
	description: string;
	priority: Priority;
	due: string | null;
	completed: number;
	created_at: string;
	updated_at: string;
}

const columns = 'seq, id, title, description, priority, due, completed, created_at, updated_at';
const insert = `INSERT INTO todos (id, user_id, title, description, priority, due, completed, created_at, updated_at,
	title_search, description_search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export class SqlTodos implements TodoRepository {
	readonly #database: SqlDatabase;

	constructor(database: SqlDatabase) {
		this.#database = database;
	}

	async create(userId: string, todo: NewTodo): Promise<Todo> {
		const now = new Date().toISOString();
		const created: Todo = { id: randomUUID(), ...withDefaults(todo), completed: false, createdAt: now, updatedAt: now };
		await this.#database.run(insert, ...rowOf(userId, created));
		return created;
	}

	async import(userId: string, todos: readonly Todo[]): Promise<number> {
		const sql = `${insert} ON CONFLICT (id) DO NOTHING`;
		return this.#database.batch(todos.map((todo) => ({ sql, values: rowOf(userId, todo) })));
	}

	async find(userId: string, id: string): Promise<Todo | undefined> {
		const row = await this.#database.get<TodoRow>(`SELECT ${columns} FROM todos WHERE user_id = ? AND id = ?`, userId, id);
		return row === undefined ? undefined : toTodo(row);
	}

	async list(userId: string, query: TodoQuery): Promise<TodoPage> {
		const conditions = ['user_id = ?'];
		const values: SqlValue[] = [userId];
		if (query.status !== 'all') {
			conditions.push('completed = ?');
			values.push(query.status === 'done' ? 1 : 0);
		}
		if (query.text !== '') {
			// Rows of the build before the search columns have none; ASCII is what the database itself can put into lower case.
			const match = (column: string) => `coalesce(${column}_search, lower(${column})) LIKE ? ESCAPE '\\'`;
			conditions.push(`(${match('title')} OR ${match('description')})`);
			const pattern = `%${query.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
			values.push(pattern, pattern);
		}
		if (query.before !== undefined) {
			conditions.push('seq < ?');
			values.push(query.before);
		}
		const sql = `SELECT ${columns} FROM todos WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
		// One more than asked for tells whether there is a next page.
		const rows = await this.#database.all<TodoRow>(sql, ...values, query.limit + 1);
		const page = rows.slice(0, query.limit);
		return { todos: page.map(toTodo), next: rows.length > page.length ? page.at(-1)?.seq : undefined };
	}

	async update(userId: string, id: string, changes: TodoChanges): Promise<Todo | undefined> {
		const assignments = ['updated_at = ?'];
		const values: SqlValue[] = [new Date().toISOString()];
		for (const [column, given] of Object.entries(changes)) {
			if (given === undefined) continue;
			const value = column === 'title' ? String(given).trim() : given;
			// The names come from the input schema, which admits no others.
			assignments.push(`${column} = ?`);
			values.push(typeof value === 'boolean' ? Number(value) : value);
			if (column !== 'title' && column !== 'description') continue;
			assignments.push(`${column}_search = ?`);
			values.push(String(value).toLowerCase());
		}
		const sql = `UPDATE todos SET ${assignments.join(', ')} WHERE user_id = ? AND id = ? RETURNING ${columns}`;
		const row = await this.#database.get<TodoRow>(sql, ...values, userId, id);
		return row === undefined ? undefined : toTodo(row);
	}

	async remove(userId: string, id: string): Promise<boolean> {
		return (await this.#database.run('DELETE FROM todos WHERE user_id = ? AND id = ?', userId, id)) > 0;
	}
}

function withDefaults({ title, description = '', priority = 'normal', due = null }: NewTodo) {
	return { title: title.trim(), description, priority, due };
}

function rowOf(userId: string, todo: Todo): SqlValue[] {
	const { id, title, description, priority, due, completed, createdAt, updatedAt } = todo;
	const search = [title.toLowerCase(), description.toLowerCase()];
	return [id, userId, title, description, priority, due, Number(completed), createdAt, updatedAt, ...search];
}

function toTodo(row: TodoRow): Todo {
	return {
		id: row.id,
		title: row.title,
		description: row.description,
		priority: row.priority,
		due: row.due,
		completed: row.completed === 1,
		createdAt: row.created_at,
		updatedAt: row.updated_at,
	};
}
