import { describe, expect, it } from 'vitest';
import { recording } from '../../support/fixtures.js';
import { exited } from '../../support/scripted-shell.js';
import { getObjects, getSecret, install, kubectl, status, statusWith, statusWithout } from '../support/installing.js';

describe('the web server, which looks the backend up once', () => {
	const restart = `${kubectl} rollout restart deployment/todo-frontend`;

	it('is restarted after the upgrade when the Service of the backend was gone', async () => {
		const { order, failure } = await install({ [status]: statusWithout('Service', 'todo-backend'), [restart]: '' });

		expect(failure).toBeUndefined();
		expect(order).toEqual([status, getSecret, 'helm upgrade', restart]);
	});

	it('is left alone when the upgrade that makes the Service fails', async () => {
		const { order } = await install({ [status]: statusWithout('Service', 'todo-backend') }, exited(1, '', 'Error: broken'));
		expect(order).toEqual([status, getSecret, 'helm upgrade']);
	});

	it.each([
		['nothing is wrong', statusWith((object) => object)],
		['its own Service was gone', statusWithout('Service', 'todo-frontend')],
		['the Deployment of the backend was gone', statusWithout('Deployment', 'todo-backend')],
	])('is left alone when %s', async (_, said) => {
		const { order, failure } = await install({ [status]: said });

		expect(failure).toBeUndefined();
		expect(order).toEqual([status, getSecret, 'helm upgrade']);
	});

	it('is left alone when the Service of the backend was only edited', async () => {
		const replace = `${kubectl} replace --field-manager=todo-k8s-setup -f -`;
		const said = statusWith((object) => {
			if (object.kind === 'Service' && object.metadata.name === 'todo-backend') object.spec.selector.tier = 'none';
			return object;
		});
		const { order } = await install({ [status]: said, [replace]: '' });
		expect(order).toEqual([status, getSecret, replace, 'helm upgrade']);
	});
});

describe('a claim of the release', () => {
	const claim = (phase: string) => ({
		kind: 'PersistentVolumeClaim',
		metadata: { name: 'todo-backend-data' },
		spec: { volumeName: 'pvc-1' },
		status: { phase },
	});
	const objects = (phase: string) => {
		const { items } = JSON.parse(recording('kubectl/workloads.ready.minikube-1.36.json')) as { readonly items: readonly object[] };
		return JSON.stringify({ items: [...items, claim(phase)] });
	};

	it('whose volume is lost ends the step with that, before anything is changed', async () => {
		const { order, failure } = await install({ [status]: statusWith((object) => object), [getObjects]: objects('Lost') });

		expect(order).toEqual([status, getSecret]);
		expect(failure?.message).toBe('A volume of the app is gone. Nothing was replaced, since that would begin with empty data.');
		expect(failure?.findings).toMatchObject([
			{ id: 'volume.lost', severity: 'blocker', because: 'claim todo-backend-data: Lost, volume pvc-1' },
		]);
	});

	it("whose volume is there is in nobody's way", async () => {
		const { order, failure } = await install({ [status]: statusWith((object) => object), [getObjects]: objects('Bound') });

		expect(failure).toBeUndefined();
		expect(order).toEqual([status, getSecret, 'helm upgrade']);
	});

	it('that is gone gets its volume back before the upgrade makes it anew', async () => {
		const storage = `${kubectl} get persistentvolumeclaims,pods,persistentvolumes -o json`;
		const bind = `${kubectl} patch persistentvolume pvc-1 --type=merge -p {"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}`;
		const volume = {
			kind: 'PersistentVolume',
			metadata: { name: 'pvc-1' },
			spec: { persistentVolumeReclaimPolicy: 'Retain', claimRef: { namespace: 'todo', name: 'todo-backend-data' } },
			status: { phase: 'Released' },
		};
		const { order, failure } = await install({
			[status]: statusWithout('PersistentVolumeClaim', 'todo-backend-data'),
			[storage]: JSON.stringify({ items: [volume] }),
			[bind]: '',
		});

		expect(failure).toBeUndefined();
		expect(order.filter((line) => line !== storage)).toEqual([status, getSecret, bind, 'helm upgrade']);
	});
});
