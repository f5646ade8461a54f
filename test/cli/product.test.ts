import { describe, expect, it } from 'vitest';
import { nodeSystem } from '../../src/adapters/node-system.js';
import { createProduct } from '../../src/cli/product.js';

const product = createProduct({ version: '1.0.0', system: nodeSystem({}), templates: '/nowhere', bundles: '/nowhere' });

describe('the product', () => {
	it('inspects the Minikube profile that the answers name', () => {
		const probesOf = (profile?: string) =>
			product.inspections('/somewhere', profile ? { profile } : {}).flatMap(({ needs }) => Object.values(needs).map(({ id }) => id));
		expect(probesOf()).toContain('minikube:minikube');
		expect(probesOf('other')).toContain('minikube:other');
		expect(probesOf('other')).not.toContain('minikube:minikube');
	});

	it('takes Minikube for who names a profile, when Docker runs', () => {
		const known = <T>(probe: { readonly id: string }) => (probe.id === 'docker' ? ({ problem: undefined } as T) : undefined);
		expect(product.withDefaults(known, { profile: 'other' }).cluster).toBe('minikube');
		expect(product.withDefaults(() => undefined, {}).cluster).toBe('none');
	});

	it('needs Docker, Minikube, kubectl and Helm for Minikube, and none of them without a cluster', () => {
		expect([...product.required('/somewhere', { cluster: 'minikube' })]).toEqual(
			expect.arrayContaining(['docker.ready', 'minikube.usable', 'kubectl.installed', 'helm.installed']),
		);
		expect([...product.required('/somewhere', { cluster: 'none' })]).toEqual(['host.fit']);
	});
});
