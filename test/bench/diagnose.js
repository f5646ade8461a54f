import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { temporaryFolder } from './temporary-folder.js';

const count = 2000;
const runs = 6;

/** `diagnose` of a namespace with 2,000 pods that do not start, against kubectl's list of these pods alone; both ask a server that only serves lists. */
export async function benchDiagnose({ root, program, add }) {
	const name = `diagnose, ${count} pods, against kubectl get pods`;
	if (spawnSync('kubectl', ['version', '--client']).error) {
		add(name, 'skipped', 'kubectl is not installed', '<= 2 x');
		return;
	}
	const folder = temporaryFolder('bench-diagnose-');
	const server = new Worker(new URL('./api-server.js', import.meta.url), {
		workerData: toLists(join(root, 'test', 'fixtures', 'kubectl')),
	});
	const [port] = await once(server, 'message');
	writeFileSync(join(folder, 'config'), kubeconfig(port));
	const env = { ...process.env, HOME: folder, KUBECONFIG: join(folder, 'config'), TODO_K8S_CONFIG_DIR: folder };
	const wall = (...command) => {
		const began = process.hrtime.bigint();
		const { status, stdout } = spawnSync(command[0], command.slice(1), {
			cwd: folder,
			env,
			encoding: 'utf8',
			maxBuffer: 256 * 1024 * 1024,
		});
		return { ms: Number(process.hrtime.bigint() - began) / 1e6, status, stdout };
	};
	const pairs = [];
	for (let run = 0; run <= runs; run++) {
		const ours = wall(process.execPath, program, 'diagnose', '--json', '--namespace', 'shop');
		const base = wall('kubectl', '--namespace', 'shop', 'get', 'pods', '-o', 'json');
		const report = JSON.parse(ours.stdout.trim().split('\n').at(-1));
		if (ours.status !== 5 || !report.findings.some(({ id }) => id === 'pod.unschedulable'))
			throw new Error(`diagnose said: ${ours.stdout.slice(-300)}`);
		// The first one finds out what the server knows.
		if (run > 0) pairs.push([ours.ms, base.ms]);
	}
	await server.terminate();
	const median = (figures) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];
	const [one, other] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
	add(name, `${median(pairs.map(([a, b]) => a / b)).toFixed(2)} x`, `${one.toFixed(0)} ms against ${other.toFixed(0)} ms`, '<= 2 x');
}

/** A recorded pod without room and its warning, many times; everything else as recorded. By kind. */
function toLists(fixtures) {
	const read = (name) =>
		JSON.parse(
			readFileSync(join(fixtures, `${name}.minikube-1.36.json`), 'utf8').replace(/"namespace": "diag-[^"]+"/g, '"namespace": "shop"'),
		).items;
	const pod = JSON.stringify(read('workloads.unschedulable').find(({ kind }) => kind === 'Pod'));
	const event = JSON.stringify(read('events.unschedulable')[0]);
	const times = (text) =>
		Array.from({ length: count }, (_, at) =>
			JSON.parse(text.replace(/(backend-[0-9a-f]+)-[0-9a-z]{5}/g, `$1-${at.toString(36).padStart(5, '0')}`)),
		);
	const others = {};
	for (const object of read('objects.shop')) others[object.kind] = [...(others[object.kind] ?? []), object];
	return {
		...others,
		Pod: times(pod),
		Event: times(event),
		Namespace: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
	};
}

function kubeconfig(port) {
	const cluster = { name: 'shop', cluster: { server: `http://127.0.0.1:${port}` } };
	const context = { name: 'shop', context: { cluster: 'shop', namespace: 'shop', user: 'shop' } };
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [cluster],
		contexts: [context],
		users: [{ name: 'shop', user: {} }],
		'current-context': 'shop',
	});
}
