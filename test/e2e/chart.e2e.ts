import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { missingForCluster, tellOfClusterAfterFailure } from './support/cluster-tools.js';
import { User } from './support/user.js';
import { putUnderLoad, Visitor } from './support/visitor.js';

const user = new User();
const templates = fileURLToPath(new URL('../../templates/', import.meta.url));
const missing = missingForCluster(user, ['node:22-slim', 'nginxinc/nginx-unprivileged:stable', 'postgres:17']);
if (missing && process.env.E2E === 'required') throw new Error(`E2E=required, but ${missing}`);
if (missing) console.log(`skipped: the chart on a real cluster, because ${missing}`);
const all = process.env.E2E_ALL === '1';
if (!missing && !all)
	console.log(
		'skipped: the autoscaler and single components on a real cluster, because only "npm run test:e2e -- --all" takes the time for them',
	);

const namespace = 'chart';
const images = ['todo-backend:chart', 'todo-frontend:chart', 'ollama/ollama:stand-in', 'postgres:17'];

/** Everything is installed by Helm alone, as somebody does who never heard of the wizard. */
describe.skipIf(missing)('the chart on a cluster that enforces policies', () => {
	const root = missing ? '' : user.folder('chart-');
	const kubectl = (...args: string[]) => user.must(['kubectl', '--context', 'minikube', '-n', namespace, ...args], root);
	const json = async (...args: string[]) => JSON.parse(await kubectl('get', ...args, '-o', 'json'));
	const helm = (...args: string[]) => user.must(['helm', '--kube-context', 'minikube', '-n', namespace, ...args], root);
	let ip = '';
	let files = 0;
	/** Installs or upgrades, and waits until everything is ready. */
	const install = async (release: string, values: object, ...more: string[]) => {
		const file = join(root, `values-${files++}.yaml`);
		writeFileSync(file, stringify(values));
		execFileSync('chmod', ['a+r', file]);
		return helm('upgrade', '--install', release, join(root, 'todo-chatbot'), '--values', file, '--wait', '--timeout', '180s', ...more);
	};
	const podsOf = async (release: string): Promise<Record<string, string>> => {
		const { items } = await json('pods', '-l', `app.kubernetes.io/instance=${release}`);
		return Object.fromEntries(
			items
				.filter(({ metadata, status }: any) => metadata.deletionTimestamp === undefined && status.phase === 'Running')
				.map(({ metadata }: any) => [metadata.name, metadata.labels['app.kubernetes.io/component']]),
		);
	};
	/** Runs a job made from a pattern, to its end. */
	const runJob = async (pattern: string, name: string) => {
		await kubectl('create', 'job', name, `--from=cronjob/${pattern}`);
		for (const end = Date.now() + 120_000; ; await sleep(500)) {
			const { status } = await json('job', name);
			if (status.succeeded) return kubectl('logs', `job/${name}`, '--all-containers');
			if (status.failed || Date.now() > end) throw new Error(await kubectl('logs', `job/${name}`, '--all-containers', '--prefix'));
		}
	};

	const ha = {
		global: { secrets: { mode: 'create' }, networkPolicy: { enabled: true } },
		backend: {
			image: { tag: 'chart' },
			replicas: 2,
			rateLimitRpm: 1_000_000,
			database: { driver: 'postgres' },
			backup: { enabled: true, image: { tag: '17' } },
		},
		frontend: { image: { tag: 'chart' }, replicas: 2, service: { type: 'NodePort', nodePort: 30080 } },
		postgres: { enabled: true, image: { tag: '17' } },
		namespaceQuota: { enabled: true },
	};
	const lite = {
		global: { secrets: { mode: 'create' }, networkPolicy: { enabled: true } },
		backend: { image: { tag: 'chart' }, backup: { enabled: true } },
		frontend: { image: { tag: 'chart' }, service: { type: 'NodePort', nodePort: 30081 } },
	};
	let visitor: Visitor;

	tellOfClusterAfterFailure(user);
	beforeAll(async () => {
		cpSync(join(templates, 'chart/todo-chatbot'), join(root, 'todo-chatbot'), { recursive: true });
		mkdirSync(join(root, 'tmp'));
		if (user.isOther) execFileSync('chown', ['-R', `${user.name}:`, root]);
		const build = (tag: string, folder: string, ...more: string[]) =>
			execFileSync('docker', ['build', '--quiet', ...more, '--tag', tag, folder], {
				env: { ...process.env, DOCKER_BUILDKIT: '0' },
				stdio: 'pipe',
			});
		const cluster = user.must(['sh', '-c', 'minikube delete; minikube start --cni=kindnet'], root);
		build('todo-backend:chart', join(templates, 'app/backend'), '--target', 'runtime');
		build('todo-frontend:chart', join(templates, 'app/frontend'), '--target', 'runtime');
		build('ollama/ollama:stand-in', fileURLToPath(new URL('support/ollama-stand-in', import.meta.url)));
		await cluster;
		await user.must(['minikube', 'image', 'load', ...images], root);
		await user.must(['kubectl', '--context', 'minikube', 'create', 'namespace', namespace], root);
		const enforced = ['enforce=restricted', 'enforce-version=latest'].map((label) => `pod-security.kubernetes.io/${label}`);
		await user.must(['kubectl', '--context', 'minikube', 'label', 'namespace', namespace, ...enforced], root);
		ip = (await user.must(['minikube', 'ip'], root)).trim();
	});
	afterAll(async () => {
		await user.start(['minikube', 'delete'], { cwd: root }).ended;
		rmSync(root, { recursive: true, force: true });
	});

	it('installs two pods of each server and a Postgres, all admitted, within the quota', async () => {
		await install('todo', ha);
		expect(Object.values(await podsOf('todo')).sort()).toEqual(['backend', 'backend', 'frontend', 'frontend', 'postgres']);
		const { items } = await json('events');
		expect(items.filter(({ reason, message }: any) => /Forbidden|FailedCreate|violates/.test(`${reason} ${message}`))).toEqual([]);
		const { status } = await json('resourcequota', 'todo');
		expect(Number.parseInt(status.used['limits.memory'], 10)).toBeGreaterThan(0);
		visitor = await Visitor.signUp(`http://${ip}:30080`);
	});

	it('passes its own tests, one of which the policies have to keep out', async () => {
		const said = await helm('test', 'todo', '--logs');
		for (const line of [
			'ok   remove the account',
			'ok   the database answers',
			'ok   figures are served',
			'ok   the web passes /api on',
			'ok   network policies keep strangers out',
		])
			expect(said).toContain(line);
	});

	it('keeps strangers of the same namespace out of the database', async () => {
		const overrides = { spec: (await json('deployment', 'todo-backend')).spec.template.spec };
		const { securityContext, containers } = overrides.spec;
		const script = `require('net').connect(5432,'todo-postgres').on('connect',()=>{console.log('connected');process.exit()}).on('error',e=>{console.log(e.code);process.exit()});setTimeout(()=>{console.log('no answer');process.exit()},4000)`;
		const pod = {
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {
				name: 'stranger',
				labels: {
					'app.kubernetes.io/name': 'todo-chatbot',
					'app.kubernetes.io/instance': 'todo',
					'app.kubernetes.io/component': 'test-stranger',
				},
			},
			spec: {
				restartPolicy: 'Never',
				automountServiceAccountToken: false,
				securityContext,
				containers: [
					{
						name: 'test',
						image: 'todo-backend:chart',
						command: ['node', '-e', script],
						securityContext: containers[0].securityContext,
						resources: containers[0].resources,
					},
				],
			},
		};
		await user.start(['kubectl', '--context', 'minikube', '-n', namespace, 'apply', '-f', '-'], { cwd: root, input: JSON.stringify(pod) })
			.ended;
		await kubectl('wait', '--for=jsonpath={.status.phase}=Succeeded', 'pod/stranger', '--timeout=60s');
		expect((await kubectl('logs', 'stranger')).trim()).toBe('no answer');
		await kubectl('delete', 'pod', 'stranger');
	});

	it('replaces all pods under load and fails no request', async () => {
		const load = putUnderLoad(visitor, 4);
		await sleep(2000);
		await kubectl('rollout', 'restart', 'deployment/todo-backend', 'deployment/todo-frontend');
		await kubectl('rollout', 'status', 'deployment/todo-backend', '--timeout=120s');
		await kubectl('rollout', 'status', 'deployment/todo-frontend', '--timeout=120s');
		await sleep(2000);
		const { answers, failed } = await load.stop();
		expect(failed).toEqual([]);
		expect(answers).toBeGreaterThan(200);
	});

	it('loses a pod of each server under load and fails no request', async () => {
		const load = putUnderLoad(visitor, 4);
		await sleep(2000);
		for (const component of ['backend', 'frontend']) {
			const [name] = Object.entries(await podsOf('todo')).find(([, each]) => each === component) ?? [];
			await kubectl('delete', 'pod', name ?? '');
			await kubectl('rollout', 'status', `deployment/todo-${component}`, '--timeout=120s');
		}
		expect((await load.stop()).failed).toEqual([]);
	});

	it('recovers when its database is killed, and what was confirmed is still there', async () => {
		const before = await visitor.titles();
		const load = putUnderLoad(visitor, 4);
		await sleep(2000);
		await kubectl('delete', 'pod', 'todo-postgres-0', '--grace-period=0', '--force');
		await sleep(1000);
		await kubectl('wait', '--for=condition=Ready', 'pod/todo-postgres-0', '--timeout=120s');
		await sleep(5000);
		const { failed, kept } = await load.stop();
		expect(failed.filter((line) => !/^(POST|GET) 503 /.test(line))).toEqual([]);
		const after = new Set(await visitor.titles());
		expect([...before, ...kept].filter((title) => !after.has(title))).toEqual([]);
		expect((await visitor.call('POST', '/api/todos', { title: 'works again' })).status).toBe(201);
	});

	it('restarts what a change of settings concerns, and nothing else', async () => {
		const before = await podsOf('todo');
		await install('todo', { ...ha, backend: { ...ha.backend, logLevel: 'debug' } });
		const after = await podsOf('todo');
		const replaced = Object.keys(before).filter((name) => after[name] === undefined);
		expect(new Set(replaced.map((name) => before[name]))).toEqual(new Set(['backend']));
	});

	it('goes back to an earlier revision with its data', async () => {
		await helm('rollback', 'todo', '1', '--wait', '--timeout', '180s');
		expect((await json('configmap', 'todo-backend')).data.LOG_LEVEL).toBe('info');
		expect(await visitor.titles()).toContain('works again');
	});

	it('is removed and installed again on the data and the secrets that were kept', async () => {
		const secret = (await json('secret', 'todo-secrets')).data.JWT_SECRET;
		await helm('uninstall', 'todo', '--wait');
		expect((await json('pvc')).items.map(({ metadata }: any) => metadata.name).sort()).toEqual([
			'data-todo-postgres-0',
			'todo-backend-backups',
		]);
		await install('todo', ha, '--take-ownership');
		expect((await json('secret', 'todo-secrets')).data.JWT_SECRET).toBe(secret);
		// The session of before is still good, and the todos are there.
		expect(await visitor.titles()).toContain('works again');
	});

	it('copies its data, and a fresh release starts from the copy', async () => {
		await visitor.call('POST', '/api/todos', { title: 'in the copy' });
		expect(await runJob('todo-backend-backup', 'copy')).toContain('backup is written');
		await visitor.call('POST', '/api/todos', { title: 'after the copy' });
		const secret = await json('secret', 'todo-secrets');
		const fresh = {
			...ha,
			namespaceQuota: { enabled: false },
			global: { ...ha.global, secrets: { mode: 'existing', existingSecret: 'todo-secrets' } },
			backend: { ...ha.backend, replicas: 1, backup: { ...ha.backend.backup, persistence: { existingClaim: 'todo-backend-backups' } } },
			frontend: { ...ha.frontend, replicas: 1, service: { type: 'NodePort', nodePort: 30082 } },
		};
		expect(Object.keys(secret.data)).toContain('POSTGRES_PASSWORD');
		await install('fresh', fresh);
		const there = await Visitor.signUp(`http://${ip}:30082`);
		await runJob('fresh-backend-restore', 'restore');
		// Who signed up before the restore is gone, and everybody of the copy is there.
		expect((await there.call('GET', '/api/todos')).status).toBe(401);
		const titles = await visitor.at(`http://${ip}:30082`).titles();
		expect(titles).toContain('in the copy');
		expect(titles).not.toContain('after the copy');
		await helm('uninstall', 'fresh', '--wait');
	});

	it('keeps its data on SQLite, where an update replaces the one pod', async () => {
		await helm('uninstall', 'todo', '--wait');
		await install('lite', lite);
		const one = await Visitor.signUp(`http://${ip}:30081`);
		await one.call('POST', '/api/todos', { title: 'on one file' });
		await install('lite', { ...lite, backend: { ...lite.backend, logLevel: 'debug' } });
		expect(await one.titles()).toEqual(['on one file']);
		expect(await runJob('lite-backend-backup', 'lite-copy')).toContain('backup is written');
		await one.call('POST', '/api/todos', { title: 'a mistake' });
		await runJob('lite-backend-restore', 'lite-restore');
		expect(await one.titles()).toEqual(['on one file']);
		expect(await helm('test', 'lite', '--logs')).toContain('ok   remove the account');
	});

	it('adds the todos of a file to an account, once', async () => {
		const email = 'ann@example.com';
		const account = { email, password: 'a long password' };
		const anybody = await Visitor.signUp(`http://${ip}:30081`);
		await anybody.call('POST', '/api/auth/signup', account);
		const tasks = join(root, 'tasks.json');
		writeFileSync(tasks, JSON.stringify([{ id: 1, title: 'From the old app', completed: true }]));
		execFileSync('chmod', ['a+r', tasks]);
		await kubectl('create', 'configmap', 'old-tasks', `--from-file=tasks.json=${tasks}`);
		const values = { ...lite, backend: { ...lite.backend, import: { configMap: 'old-tasks', email } } };
		await install('lite', values);
		const [{ metadata }] = (await json('jobs', '-l', 'app.kubernetes.io/component=import')).items;
		await kubectl('wait', '--for=condition=Complete', `job/${metadata.name}`, '--timeout=60s');
		expect(await kubectl('logs', `job/${metadata.name}`)).toContain('"added":1');
	});

	it('is reached by a name, encrypted by a certificate of its own authority, which an upgrade keeps', async () => {
		await user.must(['minikube', 'addons', 'enable', 'ingress'], root);
		const inController = ['kubectl', '--context', 'minikube', '-n', 'ingress-nginx'];
		await user.must([...inController, 'rollout', 'status', 'deployment/ingress-nginx-controller', '--timeout=120s'], root);
		const values = {
			...lite,
			global: { ...lite.global, tls: { mode: 'selfSigned', ipAddresses: [ip] } },
			ingress: { enabled: true, className: 'nginx', host: 'todo.example.com' },
			frontend: { ...lite.frontend, service: { type: 'ClusterIP' } },
		};
		await install('lite', values);
		const authority = async () => (await json('secret', 'lite-tls')).data['ca.crt'] as string;
		const ca = await authority();
		const page = await untilAnswered(() => ask(ip, 'todo.example.com', '/', ca));
		expect([page.status, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
		expect(page.body).toContain('<div id="root"');
		expect((await ask(ip, 'todo.example.com', '/api/todos', ca)).status).toBe(401);
		await install('lite', { ...values, backend: { ...values.backend, logLevel: 'warn' } });
		expect(await authority()).toBe(ca);
		expect(await helm('test', 'lite', '--logs')).toContain('ok   network policies keep strangers out');
	});

	it('downloads a model and chats with it inside the cluster (a stand-in for Ollama)', async () => {
		const model = 'qwen2.5:0.5b';
		await install('lite', {
			...lite,
			backend: { ...lite.backend, ai: { backend: 'ollama', model } },
			ollama: { enabled: true, model, image: { tag: 'stand-in' } },
		});
		const one = await Visitor.signUp(`http://${ip}:30081`);
		const [{ metadata }] = (await json('jobs', '-l', 'app.kubernetes.io/component=ollama-pull')).items;
		await kubectl('wait', '--for=condition=Complete', `job/${metadata.name}`, '--timeout=120s');
		expect(await kubectl('logs', `job/${metadata.name}`)).toMatch(/pulling c5396e06af29: 100% .* 397 MB\/397 MB/);
		expect(await helm('test', 'lite', '--logs')).toContain('ok   the model can be reached');
		const chat = await one.call('POST', '/api/chat', { message: 'Create a task with exactly this title: Buy milk' });
		expect([chat.status, chat.body.actions?.[0]?.tool]).toEqual([200, 'create_todo']);
		expect(await one.titles()).toEqual(['Buy milk']);
	});

	it.skipIf(!all)('lets each component be installed alone', async () => {
		await helm('uninstall', 'lite', '--wait', '--ignore-not-found');
		await kubectl('delete', 'pvc', '--all');
		const alone = (name: string) => join(root, 'todo-chatbot/charts', name);
		for (const name of ['backend', 'frontend', 'postgres']) await user.must(['helm', 'dependency', 'build', alone(name)], root);
		const ready = ['--wait', '--timeout', '120s'];
		const put = (release: string, name: string, ...how: string[]) => helm('upgrade', '--install', release, alone(name), ...how, ...ready);
		await put('api', 'backend', '--set', 'image.tag=chart,global.secrets.mode=create');
		await put('web', 'frontend', '--set', 'image.tag=chart,service.type=NodePort,service.nodePort=30083');
		await put('db', 'postgres', '--set-string', 'image.tag=17,global.secrets.mode=create,global.secrets.existingSecret=db');
		// Of different releases, the policies of each let only its own pods in; so this is tried without them.
		const open = ['--reuse-values', '--set', 'global.networkPolicy.enabled=false'];
		await put('api', 'backend', ...open);
		await put('web', 'frontend', ...open);
		await helm('uninstall', 'db', '--wait');
		const one = await Visitor.signUp(`http://${ip}:30083`);
		expect(await one.titles()).toEqual([]);
		for (const release of ['api', 'web']) await helm('uninstall', release, '--wait');
	});

	it.skipIf(!all)('has more pods under load, when the cluster counts it', async () => {
		await user.must(['minikube', 'addons', 'enable', 'metrics-server'], root);
		await install('todo', {
			...ha,
			namespaceQuota: { enabled: false },
			backend: { ...ha.backend, autoscaling: { enabled: true, targetCpu: 50 } },
		});
		const one = await Visitor.signUp(`http://${ip}:30080`);
		const load = putUnderLoad(one, 12);
		try {
			for (const end = Date.now() + 240_000; ; await sleep(3000)) {
				const { status } = await json('hpa', 'todo-backend');
				if (status.desiredReplicas > 2) break;
				if (Date.now() > end) throw new Error(JSON.stringify(status));
			}
		} finally {
			await load.stop();
		}
	});
});

function ask(
	ip: string,
	host: string,
	path: string,
	ca: string,
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
	return new Promise((resolve, reject) => {
		const sent = request(
			{ host: ip, servername: host, path, headers: { host }, ca: Buffer.from(ca, 'base64'), agent: false, timeout: 5000 },
			(response) => {
				let body = '';
				response.setEncoding('utf8').on('data', (chunk) => (body += chunk));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
			},
		);
		sent.on('error', reject).on('timeout', () => sent.destroy(new Error('no answer within 5 s')));
		sent.end();
	});
}

/** An Ingress takes a moment until its controller has heard of it. */
async function untilAnswered<T extends { readonly status: number }>(work: () => Promise<T>): Promise<T> {
	for (const end = Date.now() + 90_000; ; await sleep(1000)) {
		try {
			const answer = await work();
			if (answer.status === 200 || Date.now() > end) return answer;
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}
