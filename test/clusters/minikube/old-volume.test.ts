import { describe, expect, it } from 'vitest';
import { giveUpForgottenNode } from '../../../src/clusters/minikube/old-volume.js';
import type { StepFailed } from '../../../src/core/error.js';
import { freshWorld } from '../../../src/demo/world.js';
import { contextOf, portsWith } from '../../support/context.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

const image = 'gcr.io/k8s-minikube/kicbase:v0.0.47';
const inspect = 'docker container inspect --format {{.Config.Image}} {{index .Config.Labels "name.minikube.sigs.k8s.io"}} minikube';
const copy = 'docker cp minikube:/var/lib/minikube/certs/ca.crt -';
const volume = 'docker volume inspect minikube';
const clear = `docker run --rm --network none --volume minikube:/var --entrypoint rm ${image} -f /var/lib/kubelet/config.yaml`;
const remove = 'docker rm --force minikube';
const ca = '-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----\n';
const archived = (text: string) => `ca.crt\0 0000644\0${text}\0\0`;

interface Machine {
	/** The authority in ~/.minikube. */
	readonly ours?: string;
	readonly home?: string;
	readonly script: Readonly<Record<string, Scripted>>;
}

async function giveUp({ ours, home = '/home/user/.minikube', script }: Machine) {
	const shell = new ScriptedShell(script);
	const files = ours === undefined ? {} : { [`${home}/ca.crt`]: { text: ours, mode: 0o644 } };
	const world = freshWorld({ files });
	const env = home === '/home/user/.minikube' ? {} : { MINIKUBE_HOME: home };
	const ports = portsWith(shell, { ...world, host: { ...world.host, env } });
	const failure = await giveUpForgottenNode(contextOf(ports), 'minikube').then(
		() => undefined,
		(error: unknown) => error as StepFailed,
	);
	return { sent: shell.sent, failure, ids: failure?.findings.map(({ id }) => id) };
}

describe('a node whose profile is gone', () => {
	const node = { [inspect]: `${image} minikube\n` };
	const done = { [volume]: '[]', [clear]: '', [remove]: '' };

	it('goes when it is ours, after the settings of its kubelet', async () => {
		const { sent, failure } = await giveUp({ ours: ca, script: { ...node, [copy]: archived(ca), ...done } });

		expect(failure).toBeUndefined();
		expect(sent).toEqual([inspect, copy, volume, clear, remove]);
	});

	it('is ours by the authority in the folder that MINIKUBE_HOME names', async () => {
		const home = '/data/.minikube';
		const { sent } = await giveUp({ ours: ca, home, script: { ...node, [copy]: archived(ca), ...done } });
		expect(sent.at(-1)).toBe(remove);
	});

	it.each<[string, string | undefined, Scripted]>([
		['another authority', ca, archived(ca.replace('ours', 'theirs'))],
		['an authority that nobody tells', ca, exited(1, '', 'Error: No such container:path')],
		['an authority while there is none of ours', undefined, archived(ca)],
		['an authority while ours is an empty file', '\n', archived(ca)],
	])('stays when it has %s', async (_, ours, said) => {
		const { sent, ids, failure } = await giveUp({ ...(ours === undefined ? {} : { ours }), script: { ...node, [copy]: said } });

		expect(ids).toEqual(['minikube.foreign-node']);
		expect(JSON.stringify(failure?.findings)).toContain('docker rm -f minikube && docker volume rm minikube');
		expect(sent).toEqual([inspect, copy]);
	});

	it('stays when its volume could not be prepared', async () => {
		const broken = { [volume]: '[]', [clear]: exited(125, '', 'no space left on device') };
		const { sent, failure, ids } = await giveUp({ ours: ca, script: { ...node, [copy]: archived(ca), ...broken } });

		expect(ids).toEqual(['minikube.container-gone']);
		expect(failure?.lastLines).toEqual(['no space left on device']);
		expect(sent.at(-1)).toBe(clear);
	});

	it('ends the step with what Docker said when it does not go', async () => {
		const stuck = { ...done, [remove]: exited(1, '', 'Error response from daemon: driver failed') };
		const { failure } = await giveUp({ ours: ca, script: { ...node, [copy]: archived(ca), ...stuck } });

		expect(failure?.message).toBe('The container "minikube" of a forgotten node could not be removed. Its volume is as it was.');
		expect(failure?.lastLines).toEqual(['Error response from daemon: driver failed']);
	});
});

describe('a container that is no node of this profile', () => {
	it.each<[string, Scripted]>([
		['there is none of that name', exited(1, '', 'Error response from daemon: No such container: minikube')],
		['it was not made by Minikube', 'nginx:1 <no value>\n'],
		['it is a node of another profile', `${image} other\n`],
	])('is left alone: %s', async (_, said) => {
		const { sent, failure } = await giveUp({ ours: ca, script: { [inspect]: said } });

		expect(failure).toBeUndefined();
		expect(sent).toEqual([inspect]);
	});
});
