import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/shell.js';
import { toPlace } from '../../src/workloads/current-place.js';
import { keysTemplate } from '../../src/workloads/facts/keys.js';
import { readNamespace, unreadKinds } from '../../src/workloads/namespace-probe.js';
import { noAbort, portsWith } from '../support/context.js';
import { recorded, recording } from '../support/fixtures.js';
import { exited } from '../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'diag-shop' };

/** A shell that answers by what is asked for, and notes the commands. */
function kubectlThat(answers: Readonly<Record<string, Outcome>>) {
	const sent: string[] = [];
	const shell = {
		async run(command: readonly string[]): Promise<Outcome> {
			const line = command.join(' ');
			sent.push(line);
			const [, answer] = Object.entries(answers).find(([part]) => line.includes(part)) ?? [];
			return answer ?? exited(1, '', `unexpected: ${line}`);
		},
		pipe: async () => exited(1),
		lookFirstIn: () => undefined,
	};
	return { sent, read: () => readNamespace(portsWith(shell), place, noAbort) };
}

const shop = {
	' get pods -o json': recorded('kubectl/pods.shop.minikube-1.36'),
	' get events ': recorded('kubectl/events.shop.minikube-1.36'),
	' get secrets,configmaps ': exited(0, recording('kubectl/keys.shop.minikube-1.36.txt')),
	' get deployments.apps,': recorded('kubectl/objects.shop.minikube-1.36'),
};
const forbidden = (resource: string) =>
	`Error from server (Forbidden): ${resource} is forbidden: User "dev" cannot list resource "${resource}" in API group "" at the cluster scope\n`;

async function factsOf(answers: Readonly<Record<string, Outcome>>) {
	const reading = await kubectlThat(answers).read();
	if (reading.kind !== 'read') throw new Error(JSON.stringify(reading));
	return reading.facts;
}

describe('a namespace', () => {
	it('is read with four calls, of which none asks for the value of a secret', async () => {
		const { sent, read } = kubectlThat(shop);
		await read();

		expect(sent).toHaveLength(4);
		expect(sent.every((line) => line.startsWith('kubectl --context minikube --namespace diag-shop --request-timeout=5s get '))).toBe(true);
		expect(sent.filter((line) => /secrets/.test(line))).toEqual([expect.stringContaining('-o go-template=')]);
		expect(keysTemplate).toContain('{{len $value}}');
		expect(keysTemplate).not.toContain('{{$value}}');
	});

	it('is known by its objects and the names of its keys', async () => {
		const facts = await factsOf(shop);

		expect(facts.pods.map(({ name }) => name.replace(/-[^-]+-[^-]+$/, ''))).toEqual(['backend', 'backend', 'db-0', 'web']);
		expect(facts.services.map(({ name }) => name)).toEqual(['backend', 'db', 'web']);
		expect(facts.endpoints.find(({ service }) => service === 'web')).toMatchObject({ ready: 1, notReady: 0 });
		expect(facts.keys?.secrets.get('db')).toEqual({ name: 'db', keys: new Set(['POSTGRES_USER']), size: 8, isOwned: false });
		expect(unreadKinds(facts)).toEqual([]);
	});

	it('is read as far as this user may', async () => {
		const { code, stdout } = recorded('kubectl/objects.shop.minikube-1.36');
		const facts = await factsOf({
			...shop,
			' get deployments.apps,': { kind: 'exited', code, stdout, stderr: forbidden('nodes') + forbidden('persistentvolumes') },
			' get secrets,configmaps ': exited(1, '', forbidden('secrets')),
		});

		expect(unreadKinds(facts)).toEqual(['PersistentVolume', 'Node', 'Secret', 'ConfigMap']);
		expect(facts.services).toHaveLength(3);
	});

	it('is read again without a kind that the cluster does not know', async () => {
		const unknown = `error: the server doesn't have a resource type "poddisruptionbudgets"`;
		// The first one that fits is the answer.
		const { sent, read } = kubectlThat({ 'poddisruptionbudgets.policy': exited(1, '', unknown), ...shop });
		const reading = await read();

		expect(sent).toHaveLength(5);
		expect(reading.kind === 'read' && [reading.facts.kinds.has('Service'), unreadKinds(reading.facts)]).toEqual([
			true,
			['PodDisruptionBudget'],
		]);
	});

	it.each<readonly [what: string, answer: Outcome, id: string]>([
		[
			'the cluster does not answer',
			exited(1, '', 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?'),
			'cluster.unreachable',
		],
		['the cluster takes too long', { kind: 'timed-out', afterMs: 30_000 }, 'cluster.unreachable'],
		['pods are forbidden', exited(1, '', forbidden('pods')), 'kubectl.forbidden'],
		['kubectl is missing', { kind: 'missing', program: 'kubectl' }, 'kubectl.missing'],
	])('is not read when %s', async (_what, answer, id) => {
		expect(await kubectlThat({ ...shop, ' get pods -o json': answer }).read()).toMatchObject({ kind: 'unreachable', finding: { id } });
	});
});

describe('where kubectl is', () => {
	const config = JSON.stringify({
		'current-context': 'a',
		contexts: [
			{ name: 'a', context: { namespace: 'shop' } },
			{ name: 'b', context: {} },
		],
	});

	it.each([
		[undefined, { context: 'a', namespace: 'shop', contexts: ['a', 'b'] }],
		['b', { context: 'b', namespace: 'default', contexts: ['a', 'b'] }],
	])('with --context %s', (named, expected) => {
		expect(toPlace(config, named)).toEqual(expected);
	});

	it('is nowhere without a kubeconfig', () => {
		expect(toPlace('{"contexts":null,"current-context":""}', undefined)).toEqual({
			context: undefined,
			namespace: 'default',
			contexts: [],
		});
	});
});
