import { describe, expect, it } from 'vitest';
import { exited } from '../../support/scripted-shell.js';
import { getSecret, install, kubectl, status, statusWith } from '../support/installing.js';

const replace = `${kubectl} replace --field-manager=todo-k8s-setup -f -`;

/** The objects that kubectl was given. */
const putBack = (inputs: Readonly<Record<string, string>>) => JSON.parse(inputs[replace] ?? '').items as readonly any[];

describe('objects of the release that somebody edited', () => {
	const edited = statusWith((object) => {
		if (object.kind === 'Service' && object.metadata.name === 'todo-backend') object.spec.selector.tier = 'none';
		if (object.kind === 'ConfigMap' && object.metadata.name === 'todo-backend') object.data.AI_BACKEND = 'nonsense';
		return object;
	});

	it('are put back as Helm made them, and no others, before the upgrade', async () => {
		const { order, inputs, failure } = await install({ [status]: edited, [replace]: '' });

		expect(failure).toBeUndefined();
		expect(order).toEqual([status, getSecret, replace, 'helm upgrade']);
		const items = putBack(inputs);
		expect(items.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['ConfigMap todo-backend', 'Service todo-backend']);
		expect(items[0].data.AI_BACKEND).toBe('none');
		expect(Object.keys(items[1].spec.selector)).not.toContain('tier');
		expect(Object.keys(items[1].spec.selector)).toContain('app.kubernetes.io/component');
	});

	it('are put back while those that are gone are left to Helm', async () => {
		const { order, inputs } = await install({
			[status]: statusWith((object) => {
				if (object.kind === 'ServiceAccount' && object.metadata.name === 'todo-frontend') return undefined;
				if (object.kind === 'Deployment' && object.metadata.name === 'todo-frontend') object.spec.template.spec.containers[0].image = 'no';
				return object;
			}),
			[replace]: '',
		});

		expect(order).toEqual([status, getSecret, replace, 'helm upgrade']);
		expect(putBack(inputs).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Deployment todo-frontend']);
	});

	it('are none when all that is wrong is that one is gone', async () => {
		const { order } = await install({
			[status]: statusWith((object) => (object.kind === 'ConfigMap' && object.metadata.name === 'todo-frontend' ? undefined : object)),
		});
		expect(order).toEqual([status, getSecret, 'helm upgrade']);
	});

	it('keep the number of pods that an autoscaler counted', async () => {
		const { inputs } = await install({
			[status]: statusWith(
				(object) => {
					if (object.kind !== 'Deployment') return object;
					object.spec.replicas = 3;
					object.spec.template.spec.containers[0].image = 'no';
					return object;
				},
				(manifest) => manifest.replaceAll('  replicas: 1\n', ''),
			),
			[replace]: '',
		});
		expect(putBack(inputs).map(({ spec }) => spec.replicas)).toEqual([3, 3]);
	});

	it('end the step when they cannot be put back, before anything is upgraded', async () => {
		const { order, failure } = await install({ [status]: edited, [replace]: exited(1, '', 'Error from server (Forbidden): no') });

		expect(order).toEqual([status, getSecret, replace]);
		expect(failure?.message).toBe('Objects of the release could not be put back: Error from server (Forbidden): no.');
	});
});
