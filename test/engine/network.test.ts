import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, Wizard } from '../support/wizard.js';

const startOf = (changes: readonly string[]) => changes.map(inShort).find((line) => line.startsWith('minikube start'));

describe('network policies', () => {
	it.each(['staging', 'prod'])('are enforced by a cluster that is new for %s', async (env) => {
		const { report, changes } = await new Wizard(freshWorld()).go({ yes: true, flags: { env } });

		expect(startOf(changes)).toBe(
			'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --cni=kindnet --interactive=false --output=json',
		);
		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
	});

	it('are not wanted for development', async () => {
		const { changes } = await new Wizard(freshWorld()).go({ yes: true });
		expect(startOf(changes)).not.toContain('--cni');
	});

	it('are told to close nothing in a cluster whose network does not know them', async () => {
		const wizard = await healthy(freshWorld());
		const { report } = await wizard.go({ yes: true, flags: { env: 'staging' } });

		expect(report.outcome).toBe('ready');
		expect(report.findings).toMatchObject([
			{
				id: 'network.policies-not-enforced',
				severity: 'note',
				says: 'The network of the cluster "minikube" does not enforce network policies.',
				because: 'Its network plugin is bridge.',
			},
		]);
	});
});
