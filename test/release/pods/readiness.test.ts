import { describe, expect, it } from 'vitest';
import { readiness } from '../../../src/release/pods/readiness.js';
import { toWorkloads } from '../../../src/workloads/facts/index.js';
import { recording } from '../../support/fixtures.js';

describe('how many pods are ready', () => {
	it('counts neither what was evicted nor what is ending: their successors are there', () => {
		const list = JSON.parse(recording('kubectl/workloads.ready.minikube-1.36.json')) as { items: Record<string, any>[] };
		const [pod] = list.items.filter(({ kind }) => kind === 'Pod');
		const named = (name: string, changes: object) => ({ ...pod, metadata: { ...pod?.metadata, name }, ...changes });
		const evicted = named('todo-backend-1-evicted', { status: { phase: 'Failed', reason: 'Evicted' } });
		const ending = {
			...named('todo-backend-1-ending', {}),
			metadata: { ...pod?.metadata, name: 'b', deletionTimestamp: '2026-11-21T03:33:40Z' },
		};
		const before = readiness(toWorkloads(JSON.stringify(list), ''));
		expect(readiness(toWorkloads(JSON.stringify({ ...list, items: [...list.items, evicted, ending] }), ''))).toBe(before);
		expect(before).toBe('2 of 2 ready');
	});
});
