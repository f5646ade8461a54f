import type { SqlDatabase } from '../storage/sql/sql-database.ts';
import type { TodoRepository } from '../storage/store.ts';
import type { Metrics } from './metrics.ts';

/** The database with a stop-watch beside it. */
export function measuredDatabase(database: SqlDatabase, { dbSeconds }: Metrics): SqlDatabase {
	const timed = async <T>(operation: string, work: Promise<T>): Promise<T> => {
		const end = dbSeconds.startTimer({ operation });
		try {
			return await work;
		} finally {
			end();
		}
	};
	return {
		get description() {
			return database.description;
		},
		all: (sql, ...values) => timed(operationOf(sql), database.all(sql, ...values)),
		get: (sql, ...values) => timed(operationOf(sql), database.get(sql, ...values)),
		run: (sql, ...values) => timed(operationOf(sql), database.run(sql, ...values)),
		batch: (statements) => timed('batch', database.batch(statements)),
		schemaVersion: () => database.schemaVersion(),
		migrate: () => database.migrate(),
		backup: (file) => database.backup(file),
		restore: (file) => database.restore(file),
		close: () => database.close(),
	};
}

function operationOf(sql: string): string {
	return sql.slice(0, sql.indexOf(' ')).toLowerCase();
}

/** The list of todos with counters, so that a change counts whether it came by a form, by the chat or by an assistant. */
export function countedTodos(todos: TodoRepository, { tasksCreated, tasksCompleted, tasksDeleted }: Metrics): TodoRepository {
	return {
		find: (userId, id) => todos.find(userId, id),
		list: (userId, query) => todos.list(userId, query),
		import: (userId, imported) => todos.import(userId, imported),
		async create(userId, todo) {
			const created = await todos.create(userId, todo);
			tasksCreated.inc();
			return created;
		},
		async update(userId, id, changes) {
			const updated = await todos.update(userId, id, changes);
			if (updated !== undefined && changes.completed === true) tasksCompleted.inc();
			return updated;
		},
		async remove(userId, id) {
			const removed = await todos.remove(userId, id);
			if (removed) tasksDeleted.inc();
			return removed;
		},
	};
}
