import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Metrics } from '../../../templates/app/backend/src/metrics/metrics.ts';
import { serveMetrics } from '../../../templates/app/backend/src/metrics/metrics-server.ts';
import { type Backend, startBackend } from '../support/backend.js';

let backend: Backend;
let text: string;
beforeAll(async () => {
	backend = await startBackend();
	const token = await backend.signUp();
	const { id } = (await backend.call('POST', '/api/todos', { token, body: { title: 'one' } })).body;
	await backend.call('PATCH', `/api/todos/${id}`, { token, body: { completed: true } });
	await backend.call('POST', '/api/chat', { token, body: { message: 'add two' } });
	await backend.call('DELETE', `/api/todos/${id}`, { token });
	await backend.call('GET', `/api/todos/${id}`, { token });
	await backend.call('GET', '/no/such/address');
	await backend.call('GET', '/ready');
	text = await backend.metrics.registry.metrics();
});
afterAll(() => backend.stop());

describe('the metrics', () => {
	it('count what happened to todos, by whichever way', () => {
		expect(text).toContain('todo_tasks_created_total 2');
		expect(text).toContain('todo_tasks_completed_total 1');
		expect(text).toContain('todo_tasks_deleted_total 1');
	});

	it('name a route by its template and never an id', () => {
		expect(text).toContain('http_requests_total{method="GET",route="/api/todos/:id",status="404"} 1');
		expect(text).toContain('http_requests_total{method="GET",route="unknown",status="404"} 1');
		expect(text).toMatch(/http_request_duration_seconds_bucket\{le="0\.005",method="POST",route="\/api\/todos",status="201"\}/);
		expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
	});

	it('tell about the database and the build', () => {
		expect(text).toContain('todo_db_up 1');
		expect(text).toMatch(/todo_db_query_duration_seconds_count\{operation="insert"\} \d+/);
		expect(text).toMatch(/todo_build_info\{version="0\.1\.0",node="[\d.]+"\} 1/);
	});

	it('are served on a port of their own and nowhere else', async () => {
		expect((await backend.call('GET', '/metrics')).status).toBe(404);
		const server = await serveMetrics(new Metrics('1.2.3'), '127.0.0.1', 0);
		const { port } = server.address() as { port: number };
		const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
		expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
		expect(await answer.text()).toContain('todo_build_info{version="1.2.3"');
		expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
		server.closeAllConnections();
		server.close();
	});

	const promtool = process.env.PROMTOOL ?? 'promtool';
	const missing = spawnSync(promtool, ['--version']).error !== undefined;
	if (missing) console.log('Skipped: the check of the metrics by promtool, which is not on the PATH.');
	it.skipIf(missing)('pass the check of Prometheus', () => {
		expect(execFileSync(promtool, ['check', 'metrics'], { input: text, encoding: 'utf8' })).toBe('');
	});
});
