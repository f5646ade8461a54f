import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { Metrics } from '../../../templates/app/backend/src/metrics/metrics.ts';
import { dashboardQueries, find, helmVersion, monitoringChart, readDashboard, render, rulesOf } from './support.js';

const dashboard = readDashboard();
const queries = dashboardQueries();

/** The metrics that a query names, or an error where it is none. */
function metricsIn(query: string): readonly string[] {
	const names: string[] = [];
	parser.parse(query).iterate({
		enter({ type, name, from, to }) {
			if (type.isError) throw new Error(`No query: ${query} (at ${from})`);
			if (name === 'Identifier') names.push(query.slice(from, to));
		},
	});
	return names;
}

/** Every name under which Prometheus keeps something of the app. */
const exported = new Set(
	(await new Metrics('1.2.3').registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
		String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
	),
);

describe('the dashboard', () => {
	it('shows what was asked for', () => {
		const named = new Set(queries.flatMap(({ expr }) => metricsIn(expr)));
		expect([...named]).toEqual(
			expect.arrayContaining([
				'http_requests_total',
				'http_request_duration_seconds_bucket',
				'todo_tasks_created_total',
				'todo_chat_messages_total',
				'todo_ai_request_duration_seconds_bucket',
				'todo_ai_requests_total',
				'todo_ai_tokens_total',
				'process_cpu_seconds_total',
				'process_resident_memory_bytes',
				'todo_db_up',
				'todo_db_query_duration_seconds_bucket',
				'todo_backup_last_success_timestamp_seconds',
			]),
		);
		for (const share of ['0.5', '0.95', '0.99'])
			expect(queries.filter(({ expr }) => expr.includes(`histogram_quantile(${share},`)).length, share).toBeGreaterThan(1);
	});

	it.each(queries)('names only what the app exports in "$panel": $expr', ({ expr }) => {
		const names = metricsIn(expr);
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name) => !exported.has(name))).toEqual([]);
	});

	it('looks at one release only, in every query', () => {
		for (const { title, targets = [] } of dashboard.panels)
			for (const { expr } of targets) {
				const selectors = [...expr.matchAll(/[a-z_]+\{([^}]*)\}/g)].map(([, labels]) => labels!);
				expect(selectors.length, title).toBe(metricsIn(expr.replaceAll('$__rate_interval', '1m')).length);
				for (const labels of selectors) expect(labels, title).toMatch(/job="todo-backend", namespace="\$namespace", release="\$release"/);
			}
	});

	it('asks whichever Prometheus is chosen', () => {
		expect(dashboard.uid).toBe('todo-chatbot');
		expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
			['datasource', 'datasource'],
			['namespace', 'query'],
			['release', 'query'],
		]);
		const source = { type: 'prometheus', uid: '${datasource}' };
		for (const { type, title, datasource, targets = [] } of dashboard.panels) {
			if (type === 'row') continue;
			expect(targets.length, title).toBeGreaterThan(0);
			for (const asked of [datasource, ...targets.map((target) => target.datasource)]) expect(asked, title).toEqual(source);
		}
	});

	it('has panels that differ in their numbers and do not cover each other', () => {
		const { panels } = dashboard;
		expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
		const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
			Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
		);
		expect(new Set(cells).size).toBe(cells.length);
		expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
	});
});

describe('the alerts', () => {
	// Not of the app: told by nodes and by kube-state-metrics where those are asked, and by Prometheus about its own work.
	const others = [
		'up',
		'kubelet_volume_stats_used_bytes',
		'kubelet_volume_stats_capacity_bytes',
		'kube_pod_container_status_restarts_total',
	];

	it.each(rulesOf(readFileSync(`${monitoringChart}/files/alerts.yaml`, 'utf8')))(
		'name only what somebody exports in $alert',
		({ expr }) => {
			const names = metricsIn(expr).filter((name) => !name.startsWith('todo:') && !others.includes(name));
			expect(names.filter((name) => !exported.has(name))).toEqual([]);
		},
	);
});

describe.skipIf(helmVersion === undefined)('the ConfigMap of the dashboard', () => {
	it('holds the file and has the label by which Grafana finds it, in both modes', () => {
		for (const objects of [render(), render({ mode: 'operator' }, { hasOperator: true })]) {
			const { metadata, data } = find(objects, 'ConfigMap', 'todo-monitoring-dashboards');
			expect(metadata.labels.grafana_dashboard).toBe('1');
			expect(JSON.parse(data!['todo-chatbot.json']!)).toEqual(dashboard);
		}
	});

	it('can be left out, but not where our own Grafana needs it', () => {
		const kinds = (values: object) => render({ dashboards: { enabled: false }, ...values }).map(({ metadata }) => metadata.name);
		expect(kinds({})).not.toContain('todo-monitoring-dashboards');
		expect(kinds({ grafana: { enabled: true } })).toContain('todo-monitoring-dashboards');
	});
});
