import { describe, expect, it } from 'vitest';
import { found } from '../../../src/knowledge/found.js';
import { withOwnRemedies } from '../../../src/release/pods/own-remedies.js';

describe('what keeps a release of ours from coming up', () => {
	it('is put right by another run first, where a run can', () => {
		expect(withOwnRemedies(found('pod.secret-key-missing')).remedies[0]).toEqual({
			kind: 'manual',
			says: 'Run this again: it asks for what is missing.',
			commands: ['todo-k8s-setup'],
		});
	});

	it('is told as everywhere else otherwise', () => {
		const finding = found('pod.program-ends');
		expect(withOwnRemedies(finding)).toEqual(finding);
	});
});
