import { describe, expect, it } from 'vitest';
import { keepVolumes } from '../../../src/release/volumes/keep.js';
import { contextOf, portsWith } from '../../support/context.js';
import { ScriptedShell } from '../../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
const get = `${kubectl} get persistentvolumeclaims,pods,persistentvolumes -o json`;
const patch = (content: object) => `${kubectl} patch persistentvolume pvc-1 --type=merge -p ${JSON.stringify(content)}`;
const hold = patch({
	metadata: { annotations: { 'todo-k8s-setup/reclaim-policy': 'Delete' } },
	spec: { persistentVolumeReclaimPolicy: 'Retain' },
});
const bind = patch({ spec: { claimRef: { uid: null, resourceVersion: null } } });
const giveBack = patch({
	metadata: { annotations: { 'todo-k8s-setup/reclaim-policy': null } },
	spec: { persistentVolumeReclaimPolicy: 'Delete' },
});

const claim = (more: object = {}) => ({
	kind: 'PersistentVolumeClaim',
	metadata: { name: 'todo-backend-data', ...more },
	spec: { volumeName: 'pvc-1' },
	status: { phase: 'Bound' },
});
const volume = (phase: string, policy = 'Delete', annotations = {}, namespace = 'todo') => ({
	kind: 'PersistentVolume',
	metadata: { name: 'pvc-1', annotations },
	spec: { persistentVolumeReclaimPolicy: policy, claimRef: { namespace, name: 'todo-backend-data' } },
	status: { phase },
});
const pod = (name: string, claimName: string) => ({
	kind: 'Pod',
	metadata: { name },
	spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }, { name: 'tmp' }] },
});
const note = { 'todo-k8s-setup/reclaim-policy': 'Delete' };
const held = volume('Released', 'Retain', note);
const waiting = volume('Available', 'Retain', note);
const list = (...items: object[]) => JSON.stringify({ kind: 'List', items });
const leaving = { deletionTimestamp: '2026-11-21T16:00:00Z' };

async function keep(answers: readonly string[], ...others: string[]) {
	const shell = new ScriptedShell({ [get]: answers, ...Object.fromEntries(others.map((line) => [line, ''])) });
	const context = contextOf(portsWith(shell));
	await keepVolumes(context, place, 'todo');
	return shell.sent.filter((line) => line !== get);
}

describe('keeping what is on a volume whose claim goes', () => {
	it('holds the volume before anything else, ends the pods that hold the claim, and has the volume wait for the next claim', async () => {
		const end = `${kubectl} delete pods todo-backend-1 --wait=false`;
		const sent = await keep(
			[
				list(claim(leaving), volume('Bound'), pod('todo-backend-1', 'todo-backend-data'), pod('other', 'others-data')),
				list(claim(leaving), volume('Bound', 'Retain')),
				list(held),
				list(held),
				list(held),
				list(waiting),
			],
			hold,
			end,
			bind,
			giveBack,
		);
		// A volume that is still released and may be deleted would be, so it may again only once it waits.
		expect(sent).toEqual([hold, end, bind, giveBack]);
	});

	it('goes on where a run was cut off: the claim is gone, and the volume was held', async () => {
		expect(await keep([list(held), list(held), list(waiting)], bind, giveBack)).toEqual([bind, giveBack]);
		expect(await keep([list(waiting)], giveBack)).toEqual([giveBack]);
	});

	it('binds a volume that its owner retains, and leaves its policy as it is', async () => {
		expect(await keep([list(volume('Released', 'Retain'))], bind)).toEqual([bind]);
	});

	it.each([
		['a volume of another namespace', [volume('Released', 'Retain', {}, 'shop')]],
		['a volume whose claim is there again', [claim(), volume('Released', 'Retain')]],
		['a volume in use', [claim(), volume('Bound')]],
	])('leaves %s alone', async (_, items) => {
		expect(await keep([list(...items)])).toEqual([]);
	});
});
