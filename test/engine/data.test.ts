import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../src/demo/world.js';
import { healthy } from '../support/wizard.js';

describe('working on the data', () => {
	it('says where the data is when there is no cluster to copy it in', async () => {
		const wizard = await healthy(freshWorld(), { yes: true, flags: { cluster: 'none' } });
		for (const command of ['backup', 'restore'] as const) {
			const { report, changes } = await wizard.go({ command });
			expect([report.exitCode, report.says]).toEqual([
				2,
				expect.stringMatching(/^Copies are made of an app in a cluster.*\/data, or in the database/),
			]);
			expect(changes).toEqual([]);
		}
	});

	it('replaces nothing without a yes of its own', async () => {
		const wizard = await healthy(freshWorld(), { yes: true });
		const { report, changes } = await wizard.go({ command: 'restore', yes: true });
		expect([report.exitCode, report.says]).toEqual([2, expect.stringContaining('Add --delete-data to go on.')]);
		expect(changes).toEqual([]);
	});

	it('has nothing to go back to or to render without a cluster', async () => {
		const wizard = await healthy(freshWorld(), { yes: true, flags: { cluster: 'none' } });
		const says = async (command: 'render' | 'rollback') => (await wizard.go({ command })).report.says;
		expect(await says('rollback')).toBe('Without Kubernetes there are no revisions to go back to.');
		expect(await says('render')).toBe('Without Kubernetes there is nothing to render. Add --cluster minikube.');
	});
});
