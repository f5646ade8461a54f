import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../src/release/helm/drift.js';
import { toRelease } from '../../../src/release/helm/release-probe.js';
import type { KubeObject } from '../../../src/workloads/facts/object.js';
import { recording } from '../../support/fixtures.js';

/** A release as a real Helm tells it, with its objects as a real API server has them. */
const { manifest, live = [] } = toRelease(recording('helm/status.live.helm-4.1.json'));

type Mutable = Record<string, any>;

/** The objects, one of them changed as somebody with kubectl would. */
function changed(kind: string, name: string, change: (object: Mutable) => void): readonly KubeObject[] {
	return live.map((object) => {
		if (object.kind !== kind || object.metadata.name !== name) return object;
		const copy = structuredClone(object);
		change(copy);
		return copy;
	});
}

const container = (object: Mutable): Mutable => object.spec.template.spec.containers[0];
const toldOf = (objects: readonly KubeObject[]) =>
	driftOf({ manifest, live: objects }).map(({ kind, name, at, differs }) => `${kind} ${name}: ${at} ${differs}`);

describe('what somebody changed behind the back of Helm', () => {
	it('is nothing in a release as it was installed, whatever the API server added', () => {
		expect(live.length).toBeGreaterThan(8);
		expect(toldOf(live)).toEqual([]);
	});

	it.each<[string, string, (object: Mutable) => void, string]>([
		['Deployment', 'todo-backend', (object) => (object.spec.replicas = 3), 'spec.replicas is 3, should be 1'],
		[
			'Deployment',
			'todo-frontend',
			(object) => (container(object).image = 'todo-frontend:nope'),
			'spec.template.spec.containers.frontend.image is todo-frontend:nope',
		],
		[
			'Deployment',
			'todo-backend',
			(object) => (container(object).env = [{ name: 'PORT', value: '9' }]),
			'spec.template.spec.containers.backend.env was added',
		],
		[
			'Deployment',
			'todo-backend',
			(object) => (container(object).command = ['sleep', '1']),
			'spec.template.spec.containers.backend.command was added',
		],
		[
			'Deployment',
			'todo-backend',
			(object) => delete container(object).readinessProbe,
			'spec.template.spec.containers.backend.readinessProbe is gone, should be something else',
		],
		[
			'Deployment',
			'todo-backend',
			(object) => (container(object).resources.limits.memory = '8Mi'),
			'spec.template.spec.containers.backend.resources.limits.memory is 8Mi',
		],
		['Service', 'todo-backend', (object) => (object.spec.selector.tier = 'none'), 'spec.selector.tier was added'],
		['Service', 'todo-frontend', (object) => (object.spec.ports[0].targetPort = 1), 'spec.ports.http.targetPort is 1'],
		['Service', 'todo-frontend', (object) => object.spec.ports.push({ port: 81 }), 'spec.ports has 2 entries, should have 1'],
		['ConfigMap', 'todo-backend', (object) => (object.data.AI_BACKEND = 'nonsense'), 'data.AI_BACKEND is nonsense, should be none'],
		['ConfigMap', 'todo-backend', (object) => (object.data.EXTRA = '1'), 'data.EXTRA was added'],
		[
			'ServiceAccount',
			'todo-backend',
			(object) => (object.automountServiceAccountToken = true),
			'automountServiceAccountToken is true, should be false',
		],
	])('is named by object and field: %s %s', (kind, name, change, told) => {
		const [first, ...others] = toldOf(changed(kind, name, change));
		expect(first).toContain(`${kind} ${name}: ${told}`);
		expect(others).toEqual([]);
	});

	it.each(live.map(({ kind, metadata }) => [kind, metadata.name]))('is that %s %s is gone', (kind, name) => {
		const rest = live.filter((object) => !(object.kind === kind && object.metadata.name === name));
		expect(toldOf(rest)).toEqual([`${kind} ${name}: undefined is gone`]);
	});

	it.each<[string, (object: Mutable) => void]>([
		['what a rollout restart notes', (object) => (object.spec.template.metadata.annotations['kubectl.kubernetes.io/restartedAt'] = 'now')],
		[
			'another way to write a quantity',
			(object) => (container(object).resources.limits.cpu = `${Number.parseInt(container(object).resources.limits.cpu, 10) / 1000}`),
		],
		['defaults of the API server', (object) => (object.spec.template.spec.schedulerName = 'another')],
		['labels and notes of others', (object) => (object.metadata.labels.team = 'a')],
	])('is not %s', (_, change) => {
		expect(toldOf(changed('Deployment', 'todo-backend', change))).toEqual([]);
	});

	it('is not that somebody made a volume larger', () => {
		const larger = changed('PersistentVolumeClaim', 'todo-backend-data', (object) => (object.spec.resources.requests.storage = '5Gi'));
		expect(toldOf(larger)).toEqual([]);
	});

	it('reads numbers as Helm does: 0440 is octal', () => {
		const mode =
			'apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {volumes: [{name: s, secret: {defaultMode: 0440}}]}}}\n';
		const object = {
			kind: 'Deployment',
			metadata: { name: 'a' },
			spec: { template: { spec: { volumes: [{ name: 's', secret: { defaultMode: 288 } }] } } },
		};
		expect(driftOf({ manifest: mode, live: [object] })).toEqual([]);
	});

	it('says nothing of what the chart leaves out', () => {
		const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\ndata: {a: b, c: null}\n';
		const object = { kind: 'ConfigMap', metadata: { name: 'mine', labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, data: { a: 'b' } };
		expect(driftOf({ manifest: plain, live: [object] })).toEqual([]);
	});

	it('is nothing where Helm does not tell how the objects are', () => {
		expect(driftOf({ manifest, live: undefined })).toEqual([]);
	});

	it('leaves Secrets alone', () => {
		expect(driftOf({ manifest: 'kind: Secret\nmetadata: {name: a}\ndata: {k: eA==}\n', live: [] })).toEqual([]);
	});
});
