import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseDocument } from 'yaml';
import { missingForCluster, tellOfClusterAfterFailure } from './support/cluster-tools.js';
import { watchProcesses } from './support/processes.js';
import { type StandIn, startStandIn } from './support/stand-in-provider.js';
import { type Ended, type Event, node, type Report, toEvents, toReport, User } from './support/user.js';

const user = new User();
const missing = missingForCluster(user);
if (missing && process.env.E2E === 'required') throw new Error(`E2E=required, but ${missing}`);
if (missing) console.log(`skipped: the end-to-end test on Minikube, because ${missing}`);

const stepIds = [
	'folder.write',
	'cluster.start',
	'cluster.services',
	'image.build.backend',
	'image.build.frontend',
	'image.load.backend',
	'image.load.frontend',
	'namespace.create',
	'secret.apply',
	'release.install',
	'release.rollout',
	'app.answer',
];
const verifiedIds = ['app.pods', 'app.page', 'app.account', 'app.tasks', 'app.chat', 'app.speed', 'app.budget', 'app.survives'];

describe.skipIf(missing)('on a real Minikube cluster', () => {
	const root = missing ? '' : user.folder('mini kube-');
	const dir = join(root, 'todo-k8s');
	const program = inject('program');
	const start = (args: readonly string[], env: Record<string, string> = {}) => user.start([node, program, ...args], { cwd: root, env });
	const run = (args: readonly string[], env?: Record<string, string>): Promise<Ended> => start(args, env).ended;
	const up = async (...args: string[]): Promise<{ report: Report; events: readonly Event[] }> => {
		const ended = await run(['up', '--yes', '--json', ...args]);
		return { report: toReport(ended), events: toEvents(ended) };
	};
	const kubectl = (...args: string[]) => user.must(['kubectl', '--context', 'minikube', '-n', 'todo', ...args]);
	const ranIn = (events: readonly Event[]) =>
		events.filter(({ event, state }) => event === 'step' && state === 'running').map(({ id }) => id);

	tellOfClusterAfterFailure(user);
	beforeAll(async () => {
		await user.start(['minikube', 'delete'], { cwd: root }).ended;
		const images = execFileSync('docker', ['image', 'ls', '--filter', 'reference=todo-*', '--format', '{{.Repository}}:{{.Tag}}'], {
			encoding: 'utf8',
		})
			.split('\n')
			.filter(Boolean);
		if (images.length > 0) execFileSync('docker', ['image', 'rm', ...images]);
	});
	afterAll(async () => {
		await user.start(['minikube', 'delete'], { cwd: root }).ended;
		rmSync(root, { recursive: true, force: true });
	});

	it('goes from no cluster at all to a verified app', async () => {
		const { report, events } = await up();
		expect(report.outcome, JSON.stringify(report)).toBe('ready');
		// Whether one has to wait for the answer after the pods are ready is a matter of luck.
		expect(new Set([...ranIn(events), 'app.answer', 'cluster.services'])).toEqual(new Set(stepIds));
		expect(report.verified.map(({ id, holds }) => [id, holds])).toEqual(verifiedIds.map((id) => [id, true]));
		const page = await fetch(report.url ?? '');
		expect(await page.text()).toContain('<title>');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		// The images are built while the cluster starts.
		const at = (id: string, state: string) => events.findIndex((event) => event.id === id && event.state === state);
		expect(at('image.build.backend', 'running')).toBeLessThan(at('cluster.start', 'done'));
		expect(await kubectl('get', 'namespace', 'todo', '-o', 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}')).toBe(
			'restricted',
		);
	});

	it('finds everything holding the second time, and changes nothing', async () => {
		const before = await stateOf();
		const { report, events } = await up();
		expect(report.outcome).toBe('ready');
		expect(ranIn(events)).toEqual([]);
		expect(report.held).toHaveLength(stepIds.length);
		expect(await stateOf()).toEqual(before);
	});

	it('passes helm test from inside the restricted namespace', async () => {
		const said = await user.must(['helm', 'test', 'todo', '--kube-context', 'minikube', '-n', 'todo']);
		expect(said).toMatch(/Phase:\s+Succeeded/);
	});

	it('tells the status, and verifies again with a restart', async () => {
		const status = toReport(await run(['status', '--json']));
		expect([status.outcome, status.exitCode]).toEqual(['status', 0]);
		const verified = toReport(await run(['verify', '--restart', '--json']));
		expect(verified.verified.map(({ id, holds }) => [id, holds])).toEqual(verifiedIds.map((id) => [id, true]));
	});

	it('goes on after kill -9 in the middle of its work', async () => {
		for (const [id, state] of [
			['image.build.backend', 'progress'],
			['image.load.backend', 'running'],
			['release.install', 'running'],
			['release.rollout', 'running'],
		]) {
			// A change of the user's own makes everything from the build on necessary again.
			appendFileSync(join(dir, 'app', 'backend', 'build.mjs'), `// ${id}\n`);
			const child = start(['up', '--yes', '--json']);
			let seen = '';
			child.stdout?.on('data', (text: string) => {
				seen += text;
				if (seen.split('\n').some((line) => line.includes(`"id":"${id}"`) && line.includes(`"state":"${state}"`))) child.kill('SIGKILL');
			});
			const killed = await child.ended;
			expect(killed.code, `${id} ${state} was not met`).toBe(null);
			const { report } = await up();
			expect(report.outcome, `killed at ${id} ${state}: ${JSON.stringify(report)}`).toBe('ready');
		}
	});

	it('talks to an OpenAI-compatible provider, and shows its key nowhere', async () => {
		const key = 'planted-0123456789-abcdefghij-key';
		const provider: StandIn = await startStandIn(key);
		const seen: string[] = [];
		const watching = new AbortController();
		const watch = watchProcesses(key, seen, watching.signal);
		try {
			const ended = await run(
				[
					'up',
					'--yes',
					'--json',
					'--ai',
					'compatible',
					'--ai-base-url',
					`http://${ownAddress()}:${provider.port}/v1`,
					'--ai-model',
					'stand-in',
				],
				{ AI_API_KEY: key },
			);
			watching.abort();
			await watch;
			const report = toReport(ended);
			expect(report.outcome, JSON.stringify(report)).toBe('ready');
			expect(report.verified.find(({ id }) => id === 'app.chat')).toMatchObject({ holds: true, figure: 'compatible' });
			expect(provider.chats).toBeGreaterThan(0);
			expect(seen).toEqual([]);
			expect(ended.stdout + ended.stderr).not.toContain(key);
			const found = execFileSync('sh', ['-c', 'grep -rl -- "$1" "$2" || true', 'sh', key, root], { encoding: 'utf8' });
			expect(found).toBe('');
			expect(await user.must(['helm', 'get', 'all', 'todo', '--kube-context', 'minikube', '-n', 'todo'])).not.toContain(key);
			const encoded = await kubectl('get', 'secret', 'todo-backend', '-o', 'jsonpath={.data.AI_API_KEY}');
			expect(Buffer.from(encoded, 'base64').toString()).toBe(key);
			// The key is kept: a run without it neither asks nor changes anything.
			const again = await up();
			expect(again.report.outcome).toBe('ready');
			expect(ranIn(again.events)).toEqual([]);
		} finally {
			watching.abort();
			provider.close();
		}
		await up('--ai', 'none');
	});

	it('ends the wait with the cause when the pods cannot start, and goes on when the file is put right', async () => {
		const values = join(dir, 'values', 'values-dev.yaml');
		const right = readFileSync(values, 'utf8');
		const document = parseDocument(right);
		document.setIn(['backend', 'image', 'pullPolicy'], 'Always');
		writeFileSync(values, document.toString());
		const ended = await run(['up', '--yes', '--json']);
		const report = toReport(ended);
		expect([report.outcome, ended.code]).toEqual(['failed', 4]);
		expect(report.findings.map(({ id }) => id)).toEqual(['pod.image-missing']);
		expect(readFileSync(values, 'utf8')).toContain('pullPolicy: Always');
		writeFileSync(values, right);
		const { report: healed } = await up();
		expect(healed.outcome, JSON.stringify(healed)).toBe('ready');
	});

	it('names a mistake in a values file with its line, and leaves it alone', async () => {
		const values = join(dir, 'values', 'values-dev.yaml');
		const right = readFileSync(values, 'utf8');
		writeFileSync(values, `${right}\nbackend: [\n`);
		const ended = await run(['up', '--yes', '--json']);
		expect(ended.code).toBe(2);
		expect(toReport(ended).says).toMatch(/values\/values-dev\.yaml is not valid YAML: line \d+, column \d+/);
		expect(readFileSync(values, 'utf8')).toBe(`${right}\nbackend: [\n`);
		writeFileSync(values, right.replace(/^backend:/m, 'backend:\n  replicaz: 3'));
		const refused = toReport(await run(['up', '--yes', '--json']));
		expect([refused.exitCode, refused.findings.map(({ id }) => id)]).toEqual([4, ['helm.values-refused']]);
		writeFileSync(values, right);
		expect((await up()).report.outcome).toBe('ready');
	});

	it('reaches the app by port-forward, too', async () => {
		const { report } = await up('--exposure', 'port-forward');
		expect(report.outcome, JSON.stringify(report)).toBe('ready');
		expect(report.url).toMatch(/^http:\/\/localhost:\d+$/);
		const file = JSON.parse(readFileSync(join(dir, '.todo-k8s', 'port-forward.pid.json'), 'utf8')) as { pid: number };
		process.kill(file.pid, 'SIGKILL');
		await sleep(300);
		const healed = await up();
		expect(healed.report.outcome).toBe('ready');
		expect(ranIn(healed.events).filter((id) => id !== 'app.answer')).toEqual(['access.forward']);
	});

	it('takes the app away and keeps its data, then everything', async () => {
		const kept = toReport(await run(['down', '--yes', '--json']));
		expect(kept.outcome, JSON.stringify(kept)).toBe('removed');
		expect(await kubectl('get', 'persistentvolumeclaims', '-o', 'name')).toContain('todo-backend-data');
		expect(await kubectl('get', 'deployments,secrets', '-o', 'name')).toBe('');
		const gone = toReport(await run(['down', '--yes', '--json', '--delete-data', '--delete-cluster']));
		expect(gone.outcome, JSON.stringify(gone)).toBe('removed');
		const profiles = JSON.parse(await user.must(['minikube', 'profile', 'list', '-o', 'json'])) as { valid: readonly unknown[] };
		expect(profiles.valid).toEqual([]);
	});

	/** What a run that changes nothing must leave as it was: files, release, objects and pods. */
	async function stateOf(): Promise<unknown> {
		const files = execFileSync(
			'sh',
			['-c', 'cd "$1" && find . -type f -not -path "./.todo-k8s/*" -exec sha256sum {} + | sort', 'sh', dir],
			{ encoding: 'utf8' },
		);
		const objects = await kubectl(
			'get',
			'deployments,configmaps,secrets,services,persistentvolumeclaims,serviceaccounts',
			'-o',
			'jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{"\\n"}{end}',
		);
		const pods = await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.uid}');
		return { files, objects, pods };
	}
});

/** An address of this machine that pods can reach. */
function ownAddress(): string {
	const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
	const found = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
	if (!found) throw new Error('this machine has no address but loopback');
	return found.address;
}
