import { describe, expect, it } from 'vitest';
import { masked, withLog } from '../../src/workloads/log.js';
import { hostNotThere, servicesNamed, servicesSet } from '../../src/workloads/names.js';
import { ref, trouble } from '../../src/workloads/trouble.js';
import { namespaceOf, object } from './namespace.js';

const facts = namespaceOf([
	object('Service', 'db', { spec: { clusterIP: '10.96.7.7', ports: [{ port: 5432 }] } }),
	object('Service', 'todo-backend', { spec: { clusterIP: '10.96.8.8', ports: [{ port: 8000 }] } }),
]);

const ends = (restarts = 2) =>
	trouble(
		ref('Pod', 'backend-1'),
		'pod.program-ends',
		{ because: 'backend-1/app: exit code 1' },
		{
			short: 'ends (exit code 1)',
			fatal: true,
			asks: { pod: 'backend-1', container: 'app', previous: true, restarts },
		},
	);
const judged = (log: string, restarts?: number) =>
	withLog(facts, ends(restarts), log).map(({ at, finding, causes, fatal }) => ({
		at: `${at.kind}/${at.name}`,
		id: finding.id,
		causes: causes.map(({ name }) => name),
		fatal,
	}));

/** The equal of the analyzer Log of k8sgpt, which quotes every line with "error", "exception" or "fail". */
describe('the last lines of a container', () => {
	it.each([
		['Error: environment variable DATABASE_URL is not set', 'pod.crash-loop'],
		['OSError: [Errno 28] No space left on device', 'docker.disk-full'],
		['exec /app/server: exec format error', 'image.wrong-arch'],
		['psycopg.OperationalError: FATAL: password authentication failed for user "shop"', 'pod.login-refused'],
	])('name the cause: %s', (line, id) => {
		expect(judged(`starting\n${line}\n`)).toMatchObject([{ id, causes: [], fatal: true }]);
	});

	it('are quoted when nobody knows what they mean', () => {
		const [only] = withLog(facts, ends(), 'starting\nfrobnication failed with 7\n');
		expect(only?.finding).toMatchObject({ id: 'pod.program-ends', because: 'backend-1/app: exit code 1: frobnication failed with 7' });
	});

	it('lead to the service that was asked, and give it time to come up', () => {
		const line = 'could not connect to server at "db" (10.96.7.7), port 5432: Connection refused';
		expect(judged(line, 1)).toEqual([{ at: 'Pod/backend-1', id: 'pod.program-ends', causes: ['db'], fatal: false }]);
		expect(judged(line, 9)).toMatchObject([{ causes: ['db'], fatal: true }]);
	});

	it('lead to a service that does not exist', () => {
		expect(judged('Error: getaddrinfo ENOTFOUND redis', 9)).toEqual([
			{ at: 'Service/redis', id: 'service.missing', causes: [], fatal: false },
			{ at: 'Pod/backend-1', id: 'pod.program-ends', causes: ['redis'], fatal: true },
		]);
	});

	it('tell a name of the cluster from one of the internet', () => {
		const line = 'could not connect to cache:6379: Name or service not known';
		expect(judged(line, 1)).toMatchObject([{ at: 'Service/cache' }, { id: 'pod.program-ends', fatal: false }]);
		// While a rollout is watched, services are not read.
		const [only] = withLog({ ...facts, kinds: new Set() }, ends(1), line);
		expect([only?.finding.id, only?.fatal]).toEqual(['pod.program-ends', false]);
		expect(judged('curl: (6) Could not resolve host: api.openai.com\ndial tcp: lookup api.openai.com: no such host')).toMatchObject([
			{ id: 'network.dns' },
		]);
	});

	it('are shown without secrets', () => {
		expect(masked('connecting to postgres://shop:hunter2@db/shop with sk-abcdefghijklmnop')).toBe(
			'connecting to postgres://shop:[secret]@db/shop with [secret]',
		);
		expect(masked('password=correcthorse, API_KEY: "abcdef123"')).toBe('password=[secret], API_KEY: "[secret]"');
	});
});

describe('services', () => {
	it.each([
		['upstream: "http://10.96.8.8:8000/api/todos"', ['todo-backend']],
		['dial tcp: lookup db.shop.svc.cluster.local: timeout', ['db']],
		['connect ECONNREFUSED 10.96.7.7:5432', ['db']],
		['dial tcp 10.96.70.77:5432: refused by db.other', []],
	])('are found in %s', (line, names) => {
		expect(servicesNamed(facts, [line])).toEqual(names);
	});

	it.each([
		['postgres://shop@db:5432/shop', ['db']],
		['todo-backend:8000', ['todo-backend']],
		['db', ['db']],
		['the db of the shop', []],
	])('are found in the setting %s', (word, names) => {
		expect(servicesSet(facts, [word])).toEqual(names);
	});

	it.each([
		['host not found in upstream "api" in /etc/nginx/conf.d/default.conf:9', 'api'],
		['could not translate host name "postgres" to address', 'postgres'],
		['lookup cache.shop.svc.cluster.local on 10.96.0.10:53: no such host', 'cache'],
		['getaddrinfo EAI_AGAIN db', undefined],
		['lookup api.openai.com on 10.96.0.10:53: no such host', undefined],
	])('are missed in %s', (line, host) => {
		expect(hostNotThere(facts, line)).toBe(host);
	});
});
