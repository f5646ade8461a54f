import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { chart } from '../support/helm.js';
import {
	find,
	helmVersion,
	monitoringChart,
	prometheusFiles,
	promtoolMissing,
	type Rule,
	render,
	rulesOf,
	runPromtool,
	withTargets,
} from './support.js';

const file = `${monitoringChart}/files/alerts.yaml`;
const alerts = rulesOf(readFileSync(file, 'utf8'));
const readme = readFileSync(`${chart}/README.md`, 'utf8');
const unitTests = fileURLToPath(new URL('alerts.test.yaml', import.meta.url));

describe('the alerts', () => {
	it('are those that were asked for, each with all that a person needs', () => {
		expect(alerts.map(({ alert }) => alert)).toEqual([
			'BackendDown',
			'BackendPodDown',
			'ErrorRate',
			'SlowRequests',
			'AIBackendFailing',
			'DatabaseDown',
			'PodRestarting',
			'HighCPU',
			'HighMemory',
			'VolumeFull',
			'BackupMissing',
			'FirstBackupMissing',
		]);
		for (const { alert, labels, annotations } of alerts) {
			expect(labels.severity, alert).toMatch(/^(critical|warning)$/);
			expect(Object.keys(annotations!), alert).toEqual(['summary', 'description', 'runbook_url']);
			// A heading of the chart's README.
			expect(readme, alert).toContain(`\n### ${alert}\n`);
			expect(annotations!.runbook_url).toBe(
				`https://cdn.jsdelivr.net/npm/todo-k8s-setup/templates/chart/todo-chatbot/README.md#${alert!.toLowerCase()}`,
			);
		}
	});

	it('are in a file that holds no template, so that the tools of Prometheus can read it', () => {
		expect(readFileSync(file, 'utf8')).not.toMatch(/\{\{-|\.Values|\.Release/);
	});

	it('each have a unit test in which they fire, and one in which they are quiet', () => {
		const { tests } = parse(readFileSync(unitTests, 'utf8')) as {
			tests: { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] }[];
		};
		const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
		const names = (fires: boolean) =>
			[...new Set(cases.filter(({ exp_alerts }) => (exp_alerts !== undefined) === fires).map(({ alertname }) => alertname))].sort();
		const all = alerts.map(({ alert }) => alert).sort();
		expect(names(true)).toEqual(all);
		expect(names(false)).toEqual(all);
	});
});

if (helmVersion === undefined) console.log('Skipped: the rendered alerts, since there is no helm on PATH, and HELM names none.');

describe.skipIf(helmVersion === undefined)('the rendered rules', () => {
	const forOperator = (values: object = {}) =>
		find(render({ mode: 'operator', ...values }, { hasOperator: true }), 'PrometheusRule', 'todo-monitoring').spec as object;

	it('are the same for the Prometheus of the release and for an operator', () => {
		const { rules } = prometheusFiles(render());
		expect(forOperator()).toEqual(parse(rules));
		expect(rulesOf(rules).filter(({ alert }) => alert !== undefined)).toEqual(alerts);
	});

	it('keep the words that Prometheus fills in itself', () => {
		const { rules } = prometheusFiles(render());
		expect(rules).toContain('{{ $labels.pod }}');
		expect(rules).toContain('{{ $value | humanizePercentage }}');
	});

	it('know the release and its limits', () => {
		const recorded = (values: object) =>
			rulesOf(prometheusFiles(render(values)).rules)
				.filter((rule): rule is Rule & { record: string } => rule.record !== undefined)
				.map(({ record, expr, labels }) => [record, expr, labels]);
		const release = { namespace: 'todo-space', release: 'todo' };
		const backend = { ...release, component: 'backend' };
		expect(recorded({})).toEqual([
			['todo:release:info', 'vector(1)', release],
			['todo:limit:cpu_cores', 'vector(0.4)', backend],
			['todo:limit:memory_bytes', `vector(${192 * 1024 ** 2})`, backend],
		]);
		expect(recorded({ backups: { expected: true }, limits: { backend: { cpu: '2', memory: '1.5Gi' } } })).toEqual([
			['todo:release:info', 'vector(1)', release],
			['todo:backup:expected', 'vector(1)', release],
			['todo:limit:cpu_cores', 'vector(2)', backend],
			['todo:limit:memory_bytes', `vector(${1536 * 1024 ** 2})`, backend],
		]);
	});

	if (promtoolMissing !== undefined) console.log(`Skipped: the checks of the rules by promtool, since ${promtoolMissing}.`);

	describe.skipIf(promtoolMissing !== undefined)('as promtool sees them', () => {
		let folder: string;
		let config: string;
		beforeAll(() => {
			folder = mkdtempSync(join(tmpdir(), 'rules-'));
			const files = prometheusFiles(render({ backups: { expected: true } }));
			config = files.config;
			// The unit tests are written for this namespace.
			writeFileSync(join(folder, 'rules.yml'), files.rules.replaceAll('"todo-space"', '"todo"'));
		});
		afterAll(() => rmSync(folder, { recursive: true, force: true }));

		it.each([
			['files/alerts.yaml', file, 'SUCCESS: 12 rules found'],
			['the rendered rules', 'rules.yml', 'SUCCESS: 16 rules found'],
		])('are valid: %s', (_title, name, verdict) => {
			const { status, output } = runPromtool('check', 'rules', '--lint=all', '--lint-fatal', name === file ? file : join(folder, name));
			expect([status, output]).toEqual([0, expect.stringContaining(verdict)]);
		});

		it('fire when they should and are quiet when they should be', () => {
			copyFileSync(unitTests, join(folder, 'alerts.test.yaml'));
			const { status, output } = runPromtool('test', 'rules', join(folder, 'alerts.test.yaml'));
			expect([status, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
		}, 60_000);

		it('are valid as an operator gets them', () => {
			writeFileSync(join(folder, 'operator.yml'), stringify(forOperator()));
			expect(runPromtool('check', 'rules', join(folder, 'operator.yml'))).toMatchObject({ status: 0 });
		});

		it('belong to a prometheus.yml that is valid', () => {
			const whole = join(folder, 'prometheus.yml');
			writeFileSync(whole, config.replace('/etc/prometheus/rules.yml', 'rules.yml'));
			const { status, output } = runPromtool('check', 'config', whole);
			// Debian builds Prometheus without Kubernetes; with everything else the same, that part is left out then.
			if (output.includes('field kubernetes_sd_configs not found')) {
				const reduced = join(folder, 'reduced.yml');
				writeFileSync(reduced, withTargets(config, 'rules.yml', [{ targets: ['10.0.0.1:9090'], labels: {} }]));
				const second = runPromtool('check', 'config', reduced);
				expect([second.status, second.output]).toEqual([0, expect.stringContaining('SUCCESS')]);
			} else {
				expect([status, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
			}
		});
	});
});
