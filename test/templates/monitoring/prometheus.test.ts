import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../app/support/backend.js';
import { freePort } from '../../app/support/port.js';
import { type Provider, says, startProvider, streams, textChunk } from '../../app/support/provider.js';
import { buildServer, type Server } from '../../app/support/server.js';
import { dashboardQueries, helmVersion, prometheus, prometheusFiles, prometheusMissing, render, rulesOf, withTargets } from './support.js';

const missing = helmVersion === undefined ? 'there is no helm on PATH, and HELM names none' : prometheusMissing;
if (missing !== undefined) console.log(`Skipped: the app as a real Prometheus sees it, since ${missing}.`);

interface Series {
	readonly metric: Readonly<Record<string, string>>;
	readonly value: readonly [number, string];
}

// The shipped app, worked on by a user, and a real Prometheus with the rendered configuration. Only the list of pods is ours.
describe.skipIf(missing !== undefined)('a real Prometheus', () => {
	const rules =
		missing === undefined ? prometheusFiles(render({ backups: { expected: true }, prometheus: { interval: '2s' } })) : undefined!;
	let folder: string;
	let server: Server;
	let provider: Provider;
	let daemon: ChildProcess;
	let output = '';
	let url: string;
	let appPort: number;

	const ask = async (path: string): Promise<any> => {
		const response = await fetch(`${url}/api/v1/${path}`);
		const body = (await response.json()) as { status: string; error?: string; data: any };
		if (body.status !== 'success') throw new Error(body.error);
		return body.data;
	};
	const query = async (expr: string): Promise<readonly Series[]> => (await ask(`query?query=${encodeURIComponent(expr)}`)).result;
	const until = async (what: string, isSo: () => Promise<boolean>) => {
		const end = Date.now() + 40_000;
		while (!(await isSo().catch(() => false))) {
			if (Date.now() > end || daemon.exitCode !== null) throw new Error(`Prometheus did not ${what}: ${output}`);
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	};

	/** What Prometheus knows about a pod. */
	const pod = (name: string, { component = 'backend', release = 'todo', scrape = 'true', phase = 'Running', port = appPort } = {}) => ({
		// The port of the app: the annotation leads to that of the metrics.
		targets: ['127.0.0.1:8000'],
		labels: {
			__meta_kubernetes_namespace: 'todo-space',
			__meta_kubernetes_pod_name: name,
			__meta_kubernetes_pod_phase: phase,
			__meta_kubernetes_pod_label_app_kubernetes_io_name: 'todo-chatbot',
			__meta_kubernetes_pod_label_app_kubernetes_io_instance: release,
			__meta_kubernetes_pod_label_app_kubernetes_io_component: component,
			__meta_kubernetes_pod_annotation_prometheus_io_scrape: scrape,
			__meta_kubernetes_pod_annotation_prometheus_io_port: String(port),
			__meta_kubernetes_pod_annotation_prometheus_io_path: '/metrics',
		},
	});

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
		server = await buildServer();
		const usage = { choices: [], usage: { prompt_tokens: 40, completion_tokens: 2 } };
		provider = await startProvider(streams([textChunk('Good day.'), usage]), says('Good night.'));
		appPort = await freePort();
		const app = await server.start(
			{
				DATA_DIR: join(folder, 'data'),
				METRICS_PORT: String(appPort),
				AI_BACKEND: 'compatible',
				AI_BASE_URL: provider.url,
				AI_MODEL: 'tiny',
			},
			'serve',
			'--migrate',
		);
		writeFileSync(join(folder, 'rules.yml'), rules.rules);
		writeFileSync(
			join(folder, 'prometheus.yml'),
			withTargets(rules.config, 'rules.yml', [
				pod('todo-backend-a'),
				pod('todo-frontend-a', { component: 'frontend', scrape: '' }),
				pod('other-backend-a', { release: 'other' }),
				pod('todo-backend-old', { phase: 'Failed' }),
			]),
		);
		const port = await freePort();
		url = `http://127.0.0.1:${port}`;
		daemon = spawn(
			prometheus,
			[
				`--config.file=${join(folder, 'prometheus.yml')}`,
				`--storage.tsdb.path=${join(folder, 'tsdb')}`,
				`--web.listen-address=127.0.0.1:${port}`,
			],
			{ stdio: ['ignore', 'pipe', 'pipe'] },
		);
		for (const stream of [daemon.stdout, daemon.stderr]) stream!.on('data', (chunk: Buffer) => (output += chunk.toString()));
		await until('start', async () => (await fetch(`${url}/-/ready`)).ok);
		await until('scrape the app', async () => (await query('up')).length > 0);

		// Only what happens between two looks has a rate, so the work begins after the first.
		const call = callerOf(app.url);
		const account = { email: 'someone@example.com', password: 'correct horse' };
		const { token } = (await call('POST', '/api/auth/signup', { body: account })).body;
		const work = async () => {
			const { id } = (await call('POST', '/api/todos', { token, body: { title: 'one' } })).body;
			await call('PATCH', `/api/todos/${id}`, { token, body: { completed: true } });
			await call('DELETE', `/api/todos/${id}`, { token });
			await call('GET', '/api/todos', { token });
			await call('POST', '/api/chat', { token, body: { message: 'Hello there' } });
		};
		await work();
		await work();
		await until('see the second round', async () => {
			const [seen] = await query('todo_tasks_created_total');
			return seen?.value[1] === '2' && (await query('rate(todo_tasks_created_total[1m])')).length > 0;
		});
		// A series that came with the work has one after two more looks.
		await until('have rates', async () => (await query('rate(todo_ai_tokens_total[1m])')).length > 0);
	}, 90_000);

	afterAll(async () => {
		daemon?.kill('SIGKILL');
		server?.stopAll();
		await provider?.stop();
		if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
	});

	it('finds the one pod of this release that has metrics, and gives it its labels', async () => {
		const { activeTargets, droppedTargets } = await ask('targets');
		expect(activeTargets).toMatchObject([
			{
				health: 'up',
				scrapeUrl: `http://127.0.0.1:${appPort}/metrics`,
				labels: { job: 'todo-backend', namespace: 'todo-space', release: 'todo', component: 'backend', pod: 'todo-backend-a' },
			},
		]);
		expect(droppedTargets).toHaveLength(3);
		const [up] = await query('up == 1');
		expect(up!.metric).toMatchObject({ job: 'todo-backend', pod: 'todo-backend-a' });
		expect((await query('todo_build_info'))[0]!.metric).toMatchObject({
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			release: 'todo',
		});
	});

	it('has loaded every rule, and evaluates all of them without an error', async () => {
		const expected = rulesOf(rules.rules).map(({ alert, record }) => alert ?? record);
		await until('evaluate all rules', async () => {
			const { groups } = await ask('rules');
			return groups.flatMap((group: any) => group.rules).every(({ health }: { health: string }) => health !== 'unknown');
		});
		const found = (await ask('rules')).groups.flatMap((group: any) => group.rules);
		expect(found.map(({ name }: { name: string }) => name).sort()).toEqual([...expected].sort());
		for (const { name, health, lastError } of found) expect([name, health, lastError]).toEqual([name, 'ok', undefined]);
		expect(await query('todo:limit:cpu_cores')).toMatchObject([
			{ metric: { release: 'todo', component: 'backend' }, value: [expect.any(Number), '0.4'] },
		]);
	}, 60_000);

	it('finds an app that works to be all right, save for the backup that it never had', async () => {
		const complaints = async () => {
			const { alerts } = await ask('alerts');
			return (
				alerts
					.map(({ labels, state }: any) => `${labels.alertname} ${state}`)
					// These two judge how busy this machine is.
					.filter((complaint: string) => !/^(SlowRequests|HighCPU) pending$/.test(complaint))
			);
		};
		// Before the first look there was no app, and on a busy machine a look may take too long; either is forgotten at the next one.
		let seen: readonly string[] = [];
		const isContent = async () => (seen = await complaints()).join() === 'FirstBackupMissing pending';
		await until('be content', isContent).catch(() => undefined);
		expect(seen).toEqual(['FirstBackupMissing pending']);
	}, 60_000);

	it.each(rulesOf(rules?.rules ?? 'groups: []').map(({ alert, record, expr }) => ({ name: alert ?? record, expr })))(
		'can compute $name',
		async ({ expr }) => {
			expect(await query(expr)).toBeInstanceOf(Array);
		},
	);

	it('compares use and limit where the alerts do', async () => {
		// The alerts without their thresholds have a value for the pod: their joins match what the app and the rules export.
		for (const name of ['HighCPU', 'HighMemory']) {
			const { expr } = rulesOf(rules.rules).find(({ alert }) => alert === name)!;
			const share = await query(expr.replace(/> 0\.\d\s*$/, '').replace('[5m]', '[1m]'));
			expect(share).toMatchObject([{ metric: { pod: 'todo-backend-a' } }]);
			expect(Number(share[0]!.value[1]), name).toBeGreaterThan(0);
		}
	});

	it.each(dashboardQueries())('has something to show in "$panel": $expr', async ({ panel, expr }) => {
		const found = await query(expr);
		// There has been no backup, and no panel must make one up.
		if (panel.startsWith('Age of the newest backup')) expect(found).toEqual([]);
		else {
			expect(found.length).toBeGreaterThan(0);
			for (const { value } of found) expect(value[1]).toMatch(/^[-+.\de]+$|^NaN$/);
		}
	});

	it('counts what the user did', async () => {
		expect((await query('sum(todo_tasks_created_total{release="todo"})'))[0]!.value[1]).toBe('2');
		expect((await query('sum by (kind) (todo_ai_tokens_total{kind="prompt"})'))[0]!.value[1]).toBe('40');
	});

	it('is complained to by the alerts when the app goes away', async () => {
		server.stopAll();
		await until('notice', async () => (await ask('alerts')).alerts.some(({ labels }: any) => labels.alertname === 'BackendDown'));
		const { alerts } = await ask('alerts');
		const down = alerts.find(({ labels }: any) => labels.alertname === 'BackendDown');
		expect(down).toMatchObject({ state: 'pending', labels: { namespace: 'todo-space', release: 'todo', severity: 'critical' } });
	}, 60_000);
});
