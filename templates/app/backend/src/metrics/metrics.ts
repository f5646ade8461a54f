import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything that `/metrics` tells. Routes are templates, never addresses, so that the number of series has a limit. */
export class Metrics {
	readonly registry = new Registry();
	readonly requests = this.#counter('http_requests_total', 'Answers given.', ['method', 'route', 'status']);
	readonly requestSeconds = this.#histogram(
		'http_request_duration_seconds',
		'Time until an answer was complete.',
		['method', 'route', 'status'],
		[0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
	);
	readonly tasksCreated = this.#counter('todo_tasks_created_total', 'Todos added, by whichever way.');
	readonly tasksCompleted = this.#counter('todo_tasks_completed_total', 'Todos marked as done.');
	readonly tasksDeleted = this.#counter('todo_tasks_deleted_total', 'Todos removed.');
	readonly chatMessages = this.#counter('todo_chat_messages_total', 'Messages that users sent to the assistant.');
	readonly aiRequests = this.#counter('todo_ai_requests_total', 'Requests to the AI provider.', ['backend', 'outcome']);
	readonly aiSeconds = this.#histogram(
		'todo_ai_request_duration_seconds',
		'Time until the AI provider had answered.',
		['backend'],
		[0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
	);
	readonly aiTokens = this.#counter('todo_ai_tokens_total', 'Tokens that the AI provider counted.', ['backend', 'kind']);
	readonly dbUp = this.#gauge('todo_db_up', 'Whether the database answered the last time it was asked (1) or not (0).');
	readonly dbSeconds = this.#histogram(
		'todo_db_query_duration_seconds',
		'Time that the database took.',
		['operation'],
		[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
	);

	readonly lastBackup = this.#gauge(
		'todo_backup_last_success_timestamp_seconds',
		'When the data was last copied, in seconds since 1970; 0 for never.',
	);

	constructor(version: string) {
		collectDefaultMetrics({ register: this.registry });
		// Gauges with the name of a counter, which Prometheus' own check refuses.
		for (const kind of ['handles', 'requests', 'resources']) this.registry.removeSingleMetric(`nodejs_active_${kind}_total`);
		this.#gauge('todo_build_info', 'Always 1; the labels say which build this is.', ['version', 'node']).set(
			{ version, node: process.versions.node },
			1,
		);
	}

	#counter(name: string, help: string, labelNames: string[] = []): Counter {
		return new Counter({ name, help, labelNames, registers: [this.registry] });
	}

	#gauge(name: string, help: string, labelNames: string[] = []): Gauge {
		return new Gauge({ name, help, labelNames, registers: [this.registry] });
	}

	#histogram(name: string, help: string, labelNames: string[], buckets: number[]): Histogram {
		return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
	}
}
