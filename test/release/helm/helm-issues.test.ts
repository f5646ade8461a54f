import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/core/phrase.js';
import { helmFindings } from '../../../src/release/helm/helm-issues.js';
import { recording } from '../../support/fixtures.js';

const samples: Readonly<Record<string, readonly string[]>> = {
	'helm.values-refused': ['upgrade.values-refused.f142', 'upgrade.values-refused.f151'],
	'helm.port-taken': ['upgrade.port-taken.kubectl-1.33-dry-run'],
	'helm.foreign-object': ['upgrade.foreign-object.f138'],
	'helm.pending': ['upgrade.pending.f023'],
	'helm.template-broken': ['upgrade.template-broken.f051', 'upgrade.template-broken.f178'],
	'pod.unschedulable': ['upgrade.quota.onyxia-issue-961'],
};
const valuesFile = 'values/values-dev.yaml';

describe('the known ways in which helm upgrade fails', () => {
	it.each(Object.entries(samples))('%s is found in its recordings', (id, names) => {
		for (const name of names)
			expect(helmFindings(recording(`helm/${name}.txt`), valuesFile), name).toMatchObject([{ id, severity: 'blocker' }]);
	});

	it('name the values file and the key that the chart refuses', () => {
		const [finding] = helmFindings(recording('helm/upgrade.values-refused.f151.txt'), valuesFile);

		expect(toPlain(finding?.says ?? '')).toBe('values/values-dev.yaml holds something that the chart does not take.');
		expect(toPlain(finding?.because ?? '')).toContain('agent.additionalAcquisition.0: Additional property listen_addr is not allowed');
	});

	it('are none in other words', () => {
		expect(helmFindings('Error: something that nobody has seen', valuesFile)).toEqual([]);
	});
});
