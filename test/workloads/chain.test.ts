import { describe, expect, it } from 'vitest';
import { toPlain } from '../../src/core/phrase.js';
import { withDependencies } from '../../src/workloads/dependents.js';
import { analyze, toDiagnosis } from '../../src/workloads/diagnose.js';
import type { NamespaceFacts } from '../../src/workloads/facts/index.js';
import { withLog } from '../../src/workloads/log.js';
import { namespaceOf, object, pod, recordedNamespace, waiting, warning } from './namespace.js';

const scope = { context: 'minikube', namespace: 'shop' };

function diagnosed(facts: NamespaceFacts, logs: Readonly<Record<string, string>> = {}, pods?: readonly string[]) {
	const troubles = analyze(facts).flatMap((each) =>
		each.asks ? withLog(facts, each, Object.entries(logs).find(([name]) => each.asks?.pod.startsWith(name))?.[1] ?? '') : [each],
	);
	const diagnosis = toDiagnosis(scope, facts, withDependencies(facts, troubles), pods);
	if (diagnosis.kind !== 'seen') throw new Error(diagnosis.kind);
	return diagnosis;
}

const shop = () =>
	diagnosed(recordedNamespace('shop'), { backend: 'starting\ncould not connect to server db:5432: [Errno 111] Connection refused' });

describe('a recorded shop whose database misses a key', () => {
	it('is told row by row, each with the way to the root', () => {
		expect(shop().rows.map(({ row: { subject, fact } }) => `${subject}: ${fact}`)).toMatchInlineSnapshot(`
			[
			  "backend: ends (exit code 1) <- db: not ready <- secret db has no key POSTGRES_PASSWORD",
			  "web: 502 <- backend: ends (exit code 1) <- db: not ready <- secret db has no key POSTGRES_PASSWORD",
			  "db: not ready <- secret db has no key POSTGRES_PASSWORD",
			  "service db-pods: does not exist",
			  "ingress shop: answers 503 <- backend: ends (exit code 1) <- db: not ready <- secret db has no key POSTGRES_PASSWORD",
			  "Also: 4 notes",
			]
		`);
	});

	it('has the root first, with the longest way that leads to it', () => {
		const [root, ...others] = shop().findings;
		expect(root?.id).toBe('pod.secret-key-missing');
		expect(toPlain(root?.because ?? '')).toMatchInlineSnapshot(
			`"ingress shop answers 503 <- backend: ends (exit code 1) <- db: not ready <- secret db has no key POSTGRES_PASSWORD (db-0: couldn't find key POSTGRES_PASSWORD in Secret diag-shop/db)"`,
		);
		expect(others.map(({ id, severity }) => `${severity} ${id}`)).toMatchInlineSnapshot(`
			[
			  "blocker pod.program-ends",
			  "blocker ingress.unreachable",
			  "warning pod.dependency-down",
			  "blocker service.missing",
			  "warning ingress.no-class",
			  "note config.unused",
			  "note security.no-context",
			  "note security.default-account",
			  "note config.empty",
			]
		`);
	});

	it('gives a remedy at the root only, with commands for this place', () => {
		const { findings } = shop();
		expect(findings[0]?.remedies).toMatchObject([
			{
				kind: 'manual',
				commands: ['kubectl --context minikube -n shop describe secret db', 'kubectl --context minikube -n shop edit secret db'],
			},
		]);
		expect(findings.find(({ id }) => id === 'pod.program-ends')?.remedies).toEqual([]);
	});

	it('is told of one pod with what it comes from, and nothing else', () => {
		const { rows } = diagnosed(recordedNamespace('shop'), { backend: 'could not connect to server db:5432: Connection refused' }, [
			'StatefulSet/db',
			'Pod/db-0',
		]);
		expect(rows.map(({ id }) => id)).toEqual(['statefulset/db', 'service/db-pods']);
	});
});

describe('a recorded namespace with a bit of everything', () => {
	it('has a row for each workload and each thing that is wrong alone', () => {
		const { rows } = diagnosed(recordedNamespace('misc'), { migrate: 'Error: environment variable DATABASE_URL is not set' });
		expect(rows.map(({ id, row: { fact }, findings }) => `${findings[0]?.severity ?? 'ok'} ${id}: ${fact}`)).toMatchInlineSnapshot(`
			[
			  "note deployment/asleep: scaled to 0",
			  "blocker deployment/orphan: not ready <- service account nobody does not exist",
			  "blocker daemonset/agent: cannot pull registry.example.com/agent:1 <- secret registry does not exist",
			  "blocker job/migrate: ends (exit code 1)",
			  "note job/paused: suspended",
			  "blocker pod/gated: held back by a scheduling gate",
			  "blocker claim/data: asks for the storage class fast, which does not exist",
			  "blocker service/balanced: sends port 80 to web, which its pods do not have",
			  "blocker service/typo: looks for app=wroker, which no pod has",
			  "blocker autoscaler/ghost: has nothing to scale",
			  "blocker autoscaler/worker: has no requests to measure against",
			  "note notes: 8 notes",
			  "ok deployment/worker: 1 of 1 ready",
			  "ok pod/root: 1 of 1 ready",
			]
		`);
	});
});

describe('pods that fail alike', () => {
	const status = waiting('ErrImagePull', 'pull access denied');
	const many = Array.from({ length: 5 }, (_, at) => pod(`web-1-${at}`, { status, owner: ['ReplicaSet', 'web-1'] }));
	const facts = namespaceOf([
		object('Deployment', 'web', { spec: { replicas: 5 }, status: { replicas: 5 } }),
		object('ReplicaSet', 'web-1', {}, { ownerReferences: [{ kind: 'Deployment', name: 'web' }] }),
		...many,
	]);

	it('are told once', () => {
		const { findings, rows } = diagnosed(facts);
		expect(findings.map(({ id }) => id)).toEqual(['pod.image-missing']);
		expect(toPlain(findings[0]?.because ?? '')).toContain('and 4 more pods');
		expect(rows.map(({ row }) => `${row.subject}: ${row.fact}`)).toEqual(['web: cannot get the image app:1']);
	});

	it('are told once, too, when one of the last is asked for', () => {
		expect(diagnosed(facts, {}, ['Pod/web-1-4', 'Deployment/web']).findings.map(({ id }) => id)).toEqual(['pod.image-missing']);
	});
});

describe('2,000 pods', () => {
	it('are judged in far less time than it takes to list them', () => {
		const status = {
			conditions: [
				{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.' },
			],
		};
		const items = Array.from({ length: 2000 }, (_, at) => [
			pod(`web-1-${at}`, { status, owner: ['ReplicaSet', 'web-1'] }),
			warning(`Pod/web-1-${at}`, 'FailedScheduling', 'no room'),
		]).flat();
		const facts = namespaceOf(items);
		const began = performance.now();
		expect(diagnosed(facts).findings).toHaveLength(1);
		expect(performance.now() - began).toBeLessThan(2000);
	});
});

describe('a circle', () => {
	it('has an end', () => {
		const of = (name: string, asks: string) =>
			pod(name, {
				labels: { app: name },
				status: {
					phase: 'Running',
					conditions: [{ type: 'Ready', status: 'False' }],
					containerStatuses: [
						{ name: 'app', image: 'a', ready: false, restartCount: 0, state: { running: { startedAt: '2026-11-21T07:00:00Z' } } },
					],
				},
				spec: { containers: [{ name: 'app', env: [{ value: `http://${asks}:80` }] }] },
			});
		const services = ['a', 'b'].flatMap((name) => [object('Service', name, { spec: { selector: { app: name }, ports: [{ port: 80 }] } })]);
		const { rows } = diagnosed(namespaceOf([of('a', 'b'), of('b', 'a'), ...services]));
		expect(rows.map(({ id }) => id)).toEqual(['pod/a', 'pod/b']);
	});
});
