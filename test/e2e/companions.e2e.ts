import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { missingForCluster, tellOfClusterAfterFailure } from './support/cluster-tools.js';
import { node, type Report, toEvents, toReport, User } from './support/user.js';
import { Visitor } from './support/visitor.js';

const user = new User();
const missing = missingForCluster(user, ['node:22-slim', 'postgres:17']);
if (missing && process.env.E2E === 'required') throw new Error(`E2E=required, but ${missing}`);
if (missing) console.log(`skipped: servers beside the app on Minikube, because ${missing}`);

const images = ['postgres:17', 'ollama/ollama:stand-in'];

describe.skipIf(missing)('with servers beside the app on Minikube', () => {
	const root = missing ? '' : user.folder('companions-');
	const dir = join(root, 'todo-k8s');
	const program = inject('program');
	const run = async (...args: string[]): Promise<Report> =>
		toReport(await user.start([node, program, ...args, '--json'], { cwd: root }).ended);
	const kubectl = (...args: string[]) => user.must(['kubectl', '--context', 'minikube', '-n', 'todo', ...args], root);
	const up = (...args: string[]) =>
		run('up', '--yes', '--env', 'staging', '--postgres-image', 'postgres:17', '--ollama-image', 'ollama/ollama:stand-in', ...args);
	let visitor: Visitor;

	tellOfClusterAfterFailure(user);
	beforeAll(async () => {
		const folder = fileURLToPath(new URL('support/ollama-stand-in', import.meta.url));
		execFileSync('docker', ['build', '--quiet', '--tag', 'ollama/ollama:stand-in', folder], {
			env: { ...process.env, DOCKER_BUILDKIT: '0' },
			stdio: 'pipe',
		});
		// Where there is a registry, the cluster fetches these by itself.
		await user.must(['sh', '-c', 'minikube delete; minikube start --cni=kindnet'], root);
		await user.must(['minikube', 'image', 'load', ...images], root);
	});
	afterAll(async () => {
		await user.start(['minikube', 'delete'], { cwd: root }).ended;
		rmSync(root, { recursive: true, force: true });
	});

	it('goes from an empty cluster to an app on Postgres that chats with a model of its own (a stand-in)', async () => {
		const report = await up('--database', 'postgres', '--ai', 'ollama', '--node-port', '30090');
		expect(report.outcome, JSON.stringify(report)).toBe('ready');
		// A small one has come before anybody waits for it.
		expect([...report.done, ...report.held]).toContain('Model downloaded');
		expect(report.verified.filter(({ holds }) => !holds)).toEqual([]);
		const pods = await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.labels.app\\.kubernetes\\.io/component}');
		expect(pods.split(' ').sort()).toEqual(expect.arrayContaining(['backend', 'frontend', 'ollama', 'postgres']));
		visitor = await Visitor.signUp(report.url ?? '');
		await visitor.call('POST', '/api/todos', { title: 'kept in Postgres' });
	});

	it('has nothing to do the second time', async () => {
		const report = await up();
		expect([report.outcome, report.done], JSON.stringify(report)).toEqual(['ready', []]);
	});

	it('copies the data and puts the copy back, and asks before it replaces anything', async () => {
		const made = await run('backup');
		expect([made.outcome, made.done], JSON.stringify(made)).toEqual(['done', ['Tasks and accounts copied']]);
		await visitor.call('POST', '/api/todos', { title: 'a mistake' });
		const refused = await run('restore');
		expect([refused.exitCode, refused.says]).toEqual([2, expect.stringContaining('--delete-data')]);
		expect(await visitor.titles()).toContain('a mistake');
		const restored = await run('restore', '--delete-data');
		expect(restored.outcome, JSON.stringify(restored)).toBe('done');
		expect(await visitor.titles()).toEqual(['kept in Postgres']);
		const unknown = await run('restore', 'todo-1999-01-01T00-00-00-000Z.dump', '--delete-data');
		expect([unknown.exitCode, unknown.findings.map(({ id }) => id)]).toEqual([4, ['backup.not-restored']]);
		expect(await visitor.titles()).toEqual(['kept in Postgres']);
	});

	it('gives the database another password, and loses nothing', async () => {
		const password = () => kubectl('get', 'secret', 'todo-backend', '-o', 'jsonpath={.data.POSTGRES_PASSWORD}');
		const before = await password();
		const report = await run('secrets', 'rotate', 'POSTGRES_PASSWORD', '--yes');
		expect([report.outcome, report.says], JSON.stringify(report)).toEqual(['done', 'New in place: POSTGRES_PASSWORD.']);
		expect(await password()).not.toBe(before);
		expect(JSON.stringify(report)).not.toContain(Buffer.from(await password(), 'base64').toString());
		expect(await visitor.titles()).toEqual(['kept in Postgres']);
	});

	it('goes back to an earlier revision after showing what would change, and forward again with the next run', async () => {
		const level = () => kubectl('get', 'configmap', 'todo-backend', '-o', 'jsonpath={.data.LOG_LEVEL}');
		const before = await level();
		const values = join(dir, 'values/values-staging.yaml');
		writeFileSync(values, readFileSync(values, 'utf8').replace(/logLevel: \w+/, 'logLevel: warn'));
		expect((await up()).outcome).toBe('ready');
		expect(await level()).toBe('warn');
		const ended = await user.start([node, program, 'rollback', '--json'], { cwd: root }).ended;
		expect([ended.code, toReport(ended).says]).toEqual([2, expect.stringContaining('needs a yes')]);
		const plan = toEvents(ended).find(({ event }) => event === 'plan') as unknown as { files: readonly { path: string }[] };
		expect(plan.files.map(({ path }) => path)).toEqual(['ConfigMap/todo-backend', 'Deployment/todo-backend']);
		const back = await run('rollback', '--yes');
		expect(back.outcome, JSON.stringify(back)).toBe('ready');
		expect([await level(), await visitor.titles()]).toEqual([before, ['kept in Postgres']]);
		expect((await run('rollback', '99', '--yes')).exitCode).toBe(2);
		expect((await up()).outcome).toBe('ready');
		expect(await level()).toBe('warn');
	});

	it('renders what Helm installed, as files that Kustomize takes', async () => {
		const report = await run('render', '--out', 'deploy');
		expect(report.outcome, JSON.stringify(report)).toBe('rendered');
		const rendered = await user.must(['kubectl', 'kustomize', join(root, 'deploy')], root);
		const installed = await user.must(['helm', '--kube-context', 'minikube', '-n', 'todo', 'get', 'manifest', 'todo'], root);
		const objects = (text: string) =>
			parseAllDocuments(text)
				.map((document) => document.toJS() as any)
				.filter((object) => object !== null && object.kind !== 'Namespace')
				.map((object) => withoutChecksum(object))
				.sort((one, other) => `${one.kind}/${one.metadata.name}`.localeCompare(`${other.kind}/${other.metadata.name}`));
		expect(objects(rendered)).toEqual(objects(installed));
		// The server takes them as they are, and finds nothing to change but what was left out above.
		const diff = await user.start(
			['kubectl', '--context', 'minikube', 'apply', '--server-side', '--dry-run=server', '--force-conflicts', '-k', join(root, 'deploy')],
			{ cwd: root },
		).ended;
		expect([diff.code, diff.stderr]).toEqual([0, '']);
	});

	it('keeps what the user changed in a rendered file', async () => {
		const file = join(root, 'deploy/service-todo-frontend.yaml');
		const mine = `${readFileSync(file, 'utf8')}# mine\n`;
		writeFileSync(file, mine);
		const report = await run('render', '--out', 'deploy');
		expect([report.exitCode, report.says]).toEqual([2, expect.stringContaining('service-todo-frontend.yaml')]);
		expect(readFileSync(file, 'utf8')).toBe(mine);
	});

	it('is taken away with its data, and says of each that it is gone', async () => {
		const report = await run('down', '--yes', '--delete-data', '--delete-cluster');
		expect(report.outcome, JSON.stringify(report)).toBe('removed');
	});

	/** The chart tells the pods by it when the Secret changed; files for a repository do not know the Secret. */
	function withoutChecksum(object: any): any {
		const annotations = object.spec?.template?.metadata?.annotations;
		if (annotations) delete annotations['checksum/secret'];
		return object;
	}
});
