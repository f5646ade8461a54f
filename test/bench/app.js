import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

const users = 100;
const loadMs = 60_000;
const limits = ['--cpus', '0.4', '--memory', '192m', '--memory-swap', '192m'];

/** The figures of the app under load, in a container as small as the chart's. Says so where there is no Docker or base image. */
export async function benchApp({ root, add }) {
	const missing = ['node:22-slim', 'nginxinc/nginx-unprivileged:stable'].find((image) => docker('image', 'inspect', image).status !== 0);
	if (missing !== undefined) {
		add('the app under load', 'skipped', `needs Docker and the image ${missing}`, '');
		return;
	}
	const folder = temporaryFolder('bench-app-');
	const name = `todo-bench-${process.pid}`;
	try {
		const sizes = {
			backend: build(root, 'backend', 'node:22-slim'),
			frontend: build(root, 'frontend', 'nginxinc/nginx-unprivileged:stable'),
		};
		const environment = ['-e', 'JWT_SECRET=only-for-the-benchmark-and-long-enough', '-e', 'RATE_LIMIT_RPM=1000000', '-e', 'LOG_LEVEL=info'];
		chmodSync(folder, 0o777);
		const began = performance.now();
		must(
			'run',
			'--detach',
			'--name',
			name,
			...limits,
			...environment,
			'--volume',
			`${folder}:/import:ro`,
			'--publish',
			'127.0.0.1::8000',
			'--publish',
			'127.0.0.1::9090',
			'todo-bench-backend',
			'serve',
			'--migrate',
		);
		const url = `http://${must('port', name, '8000').trim().split('\n')[0]}`;
		const metrics = `http://${must('port', name, '9090').trim().split('\n')[0]}/metrics`;
		await untilReady(url);
		add('app: start to /ready', `${((performance.now() - began) / 1000).toFixed(1)} s`, '0.4 CPU, docker run included', '<= 5 s');
		await load(url, metrics, add);
		await manyTodos(url, name, folder, add);
		add('app: own layers', `${megabytes(sizes.backend)} MB`, `backend; web ${megabytes(sizes.frontend)} MB`, '<= 2 MB, <= 1 MB');
	} catch (error) {
		add('the app under load', 'failed', String(error.message).split('\n')[0], '');
	} finally {
		docker('rm', '--force', '--volumes', name);
	}
}

/** Everybody signs up, then works for a minute as a busy person would: something every second. */
async function load(url, metrics, add) {
	const tokens = [];
	for (let user = 0; user < users; user++) {
		const { status, body } = await call(url, 'POST', '/api/auth/signup', undefined, {
			email: `user${user}@example.com`,
			password: 'correct horse',
		});
		if (status !== 201) throw new Error(`signing up was answered with ${status}`);
		tokens.push(body.token);
	}
	const times = [];
	const errors = new Map();
	let peakBytes = 0;
	const watch = setInterval(async () => {
		const text = await fetch(metrics)
			.then((response) => response.text())
			.catch(() => '');
		peakBytes = Math.max(peakBytes, Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0));
	}, 1000);
	const end = performance.now() + loadMs;
	await Promise.all(
		tokens.map(async (token) => {
			const ids = [];
			const one = async (expected, method, path, body) => {
				const began = performance.now();
				const answer = await call(url, method, path, token, body).catch((error) => ({ status: error.cause?.code ?? error.name }));
				times.push(performance.now() - began);
				if (answer.status !== expected) errors.set(answer.status, (errors.get(answer.status) ?? 0) + 1);
				return answer.body;
			};
			await pause(Math.random() * 1000);
			for (let turn = 0; performance.now() < end; turn++) {
				if (turn % 5 === 0) ids.push((await one(201, 'POST', '/api/todos', { title: `Todo ${turn}`, description: 'Something to do' }))?.id);
				else if (turn % 5 === 3) await one(200, 'PATCH', `/api/todos/${ids.at(-1)}`, { completed: turn % 2 === 0 });
				else if (turn % 10 === 9) await one(204, 'DELETE', `/api/todos/${ids.pop()}`);
				else await one(200, 'GET', turn % 2 === 0 ? '/api/todos?status=open' : '/api/todos?q=todo');
				await pause(500 + Math.random() * 1000);
			}
		}),
	);
	clearInterval(watch);
	const failed = [...errors].map(([status, count]) => `${count} x ${status}`).join(', ') || 'no errors';
	add(
		`app: ${users} users for ${loadMs / 1000} s`,
		`p95 ${percentile(times, 0.95)} ms`,
		`${times.length} requests, median ${percentile(times, 0.5)} ms, ${failed}, 0.4 CPU`,
		'<= 200 ms, 0 errors',
	);
	add('app: memory under load', `${Math.round(peakBytes / 1024 / 1024)} MiB`, 'resident, peak of the process', '<= 150 MiB');
}

async function manyTodos(url, name, folder, add) {
	const { token } = (await call(url, 'POST', '/api/auth/signup', undefined, { email: 'many@example.com', password: 'correct horse' })).body;
	const words = 'buy call write read clean plan send fix ask pay'.split(' ');
	const tasks = Array.from({ length: 10_000 }, (_, at) => ({
		id: at,
		title: `${words[at % 10]} number ${at}`,
		notes: `about ${words[(at * 7) % 10]}`,
		done: at % 3 === 0,
	}));
	writeFileSync(join(folder, 'tasks.json'), JSON.stringify(tasks));
	must('exec', name, 'node', '/app/server.mjs', 'import', '/import/tasks.json', 'many@example.com');
	const measure = async (path) => {
		const times = [];
		for (let run = 0; run < 200; run++) {
			const began = performance.now();
			const { status } = await call(url, 'GET', path(run), token);
			if (status !== 200) throw new Error(`${path(run)} was answered with ${status}`);
			times.push(performance.now() - began);
			// As fast as a person types, so that the CPU limit is not what is measured.
			await pause(100);
		}
		return percentile(times, 0.95);
	};
	const list = await measure((run) => `/api/todos?status=${['open', 'done', 'all'][run % 3]}`);
	const search = await measure((run) => `/api/todos?q=${run % 4 === 0 ? 'nothing like it' : `number ${run * 49}`}`);
	add('app: 10,000 todos', `p95 ${list} ms`, `list; search ${search} ms`, '<= 50 ms both');
}

/** Returns what our layers add to the base, in bytes. */
function build(root, part, base) {
	must('build', '--quiet', '--target', 'runtime', '--tag', `todo-bench-${part}`, join(root, 'templates', 'app', part));
	const size = (image) => Number(must('image', 'inspect', '--format', '{{.Size}}', image));
	return size(`todo-bench-${part}`) - size(base);
}

async function untilReady(url) {
	const end = performance.now() + 30_000;
	// Docker's proxy accepts and drops connections before the app listens; a request that met that may never end by itself.
	const isReady = () =>
		Promise.race([
			fetch(`${url}/ready`).then(
				({ ok }) => ok,
				() => false,
			),
			pause(500).then(() => false),
		]);
	while (!(await isReady())) {
		if (performance.now() > end) throw new Error('the app did not become ready within 30 s');
		await pause(20);
	}
}

async function call(url, method, path, token, body) {
	const response = await fetch(url + path, {
		method,
		headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) },
		...(body ? { body: JSON.stringify(body) } : {}),
		signal: AbortSignal.timeout(10_000),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function docker(...parameters) {
	return spawnSync('docker', parameters, { encoding: 'utf8', timeout: 10 * 60_000 });
}

function must(...parameters) {
	return execFileSync('docker', parameters, { encoding: 'utf8', timeout: 10 * 60_000, stdio: ['ignore', 'pipe', 'pipe'] });
}

function percentile(figures, part) {
	return figures.sort((a, b) => a - b)[Math.floor(figures.length * part)]?.toFixed(0);
}

function megabytes(bytes) {
	return (bytes / 1e6).toFixed(2);
}

function pause(ms) {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
