import { describe, expect, it } from 'vitest';
import { cases, withPostgres } from './support/cases.js';
import { helmVersion, type Rendered, render } from './support/helm.js';
import { mayConnect, type Party } from './support/network.js';

const port: Readonly<Record<string, readonly number[]>> = {
	backend: [8000, 9090],
	frontend: [8080],
	postgres: [5432],
	ollama: [11434],
	prometheus: [9090],
	grafana: [3000],
};
const dns: Party = { pod: { labels: { 'k8s-app': 'kube-dns' }, containers: [] }, namespace: 'kube-system' };
const controller: Party = { pod: { labels: {}, containers: [] }, namespace: 'ingress-nginx' };
const prometheusOfOthers: Party = { pod: { labels: {}, containers: [] }, namespace: 'monitoring' };
const stranger: Party = { pod: { labels: { app: 'stranger' }, containers: [] }, namespace: 'todo' };
const neighbour: Party = { pod: { labels: {}, containers: [] }, namespace: 'somebody-else' };
const provider: Party = { address: '203.0.113.7' };
const metadataOfTheCloud: Party = { address: '169.254.169.254' };
const company: Party = { address: '10.1.2.3' };

const partiesOf = (rendered: Rendered) =>
	Object.fromEntries(
		rendered.pods
			.filter(({ labels }) => labels['app.kubernetes.io/component'] !== 'fluent-bit')
			.map((pod) => [pod.labels['app.kubernetes.io/component']!, { pod, namespace: 'todo' } satisfies Party]),
	);

/** Every connection that is let through, as "who -> whom:port". */
function connections(rendered: Rendered): readonly string[] {
	const inside = partiesOf(rendered);
	const everybody = { ...inside, stranger, neighbour, controller, prometheusOfOthers };
	return Object.entries(everybody).flatMap(([from, party]) =>
		Object.entries(port).flatMap(([to, ports]) => {
			const receiver = inside[to];
			if (receiver === undefined || from === to) return [];
			return ports.filter((each) => mayConnect(rendered, party, receiver, each)).map((each) => `${from} -> ${to}:${each}`);
		}),
	);
}

describe.skipIf(helmVersion === undefined)('the network policies', () => {
	it('close the namespace for every pod, also for those that somebody puts there later', () => {
		const rendered = render({ profile: 'prod' });
		expect(rendered.find('NetworkPolicy', 'todo-default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
		for (const to of [dns, provider, company]) expect(mayConnect(rendered, stranger, to, 53)).toBe(false);
	});

	it('let through what SQLite needs and nothing else', () => {
		expect(connections(render({ profile: 'prod' }))).toEqual([
			'frontend -> backend:8000',
			'test -> backend:8000',
			'test -> backend:9090',
			'test -> frontend:8080',
			'controller -> backend:8000',
			'controller -> frontend:8080',
			'prometheusOfOthers -> backend:9090',
		]);
	});

	it('let the API and its jobs to Postgres, and nobody else', () => {
		const rendered = render({ ...cases['prod with an import into Postgres'], isUpgrade: true, settings: ['backend.migrations.mode=hook'] });
		expect(connections(rendered).filter((connection) => connection.endsWith(':5432'))).toEqual(
			[
				'backend -> postgres:5432',
				'migrate -> postgres:5432',
				'import -> postgres:5432',
				'backup -> postgres:5432',
				'restore -> postgres:5432',
			].sort((one, other) => order(rendered, one) - order(rendered, other)),
		);
		const { postgres } = partiesOf(rendered);
		for (const to of [dns, provider, company]) expect(mayConnect(rendered, postgres!, to, 443)).toBe(false);
	});

	it('let the API and the download to Ollama, and Ollama to where models are', () => {
		const rendered = render({ ...cases['dev with Ollama'], values: { global: { networkPolicy: { enabled: true } } } });
		expect(
			connections(rendered)
				.filter((connection) => connection.endsWith(':11434'))
				.sort(),
		).toEqual(['backend -> ollama:11434', 'ollama-pull -> ollama:11434']);
		const { ollama, backend, 'ollama-pull': pull } = partiesOf(rendered);
		expect(mayConnect(rendered, ollama!, provider, 443)).toBe(true);
		expect(mayConnect(rendered, ollama!, company, 443)).toBe(false);
		expect(mayConnect(rendered, backend!, provider, 443)).toBe(false);
		expect(mayConnect(rendered, pull!, provider, 443)).toBe(false);
	});

	it.each(['openai', 'gemini'])('let the API to %s and not into private networks', (backend) => {
		const rendered = render({ profile: 'prod', values: { backend: { ai: { backend } } } });
		const api = partiesOf(rendered).backend!;
		expect(mayConnect(rendered, api, provider, 443)).toBe(true);
		for (const to of [company, metadataOfTheCloud, { address: '192.168.1.1' }, { address: '172.31.0.1' }, { address: '100.64.0.9' }])
			expect(mayConnect(rendered, api, to, 443)).toBe(false);
		expect(mayConnect(rendered, api, provider, 80)).toBe(false);
	});

	it('let the API to a compatible server by the port of its address', () => {
		const reach = (baseUrl: string, number: number) => {
			const rendered = render({ profile: 'prod', values: { backend: { ai: { backend: 'compatible', baseUrl, model: 'x' } } } });
			return mayConnect(rendered, partiesOf(rendered).backend!, company, number);
		};
		expect([reach('http://models:8080/v1', 8080), reach('http://models:8080/v1', 443)]).toEqual([true, false]);
		expect([reach('https://models.example.com/v1', 443), reach('http://models/v1', 80)]).toEqual([true, true]);
	});

	it('let the API and its jobs to an external database by its port', () => {
		const rendered = render(cases['prod with an external database']);
		for (const component of ['backend', 'backup', 'restore']) {
			expect(mayConnect(rendered, partiesOf(rendered)[component]!, company, 5433)).toBe(true);
			expect(mayConnect(rendered, partiesOf(rendered)[component]!, company, 443)).toBe(false);
		}
	});

	it('let everybody to the web where it has a port of the node, and only the web', () => {
		const rendered = render({ profile: 'prod', values: { frontend: { service: { type: 'NodePort' } } } });
		const { frontend, backend } = partiesOf(rendered);
		expect(mayConnect(rendered, provider, frontend!, 8080)).toBe(true);
		expect(mayConnect(rendered, provider, backend!, 8000)).toBe(false);
	});

	it('let Prometheus to the figures, and Grafana to Prometheus', () => {
		const found = connections(render(cases['monitoring with Grafana']));
		expect(found.filter((connection) => /^(prometheus|grafana) ->|-> (prometheus|grafana):/.test(connection))).toEqual(
			expect.arrayContaining(['prometheus -> backend:9090', 'grafana -> prometheus:9090', 'controller -> grafana:3000']),
		);
		expect(found).not.toContain('prometheus -> backend:8000');
		expect(found).not.toContain('grafana -> backend:9090');
		expect(found).not.toContain('stranger -> grafana:3000');
	});

	it('let every pod that talks to another by its name look the name up', () => {
		const rendered = render({
			...cases['prod with Postgres'],
			values: { ...(cases['prod with Postgres']!.values as object), ...withPostgres },
		});
		const asks = ['backend', 'frontend', 'backup', 'restore', 'test'];
		for (const [component, party] of Object.entries(partiesOf(rendered)))
			if (component !== 'test-stranger')
				expect([component, mayConnect(rendered, party, dns, 53)]).toEqual([component, asks.includes(component)]);
	});

	it('keep the pod out that "helm test" sends to see whether they hold', () => {
		const rendered = render({ profile: 'prod' });
		const { 'test-stranger': sent, backend } = partiesOf(rendered);
		expect(mayConnect(rendered, sent!, provider, 443)).toBe(true);
		expect(mayConnect(rendered, sent!, backend!, 8000)).toBe(false);
		const open = render({ profile: 'dev' });
		expect(mayConnect(open, stranger, partiesOf(open).backend!, 8000)).toBe(true);
	});
});

/** Where a pod is in what was rendered, so that an order that means nothing is not asked for. */
function order(rendered: Rendered, connection: string): number {
	return rendered.pods.findIndex(({ labels }) => labels['app.kubernetes.io/component'] === connection.split(' ')[0]);
}
