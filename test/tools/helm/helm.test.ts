import { describe, expect, it } from 'vitest';
import { helmIsInstalled } from '../../../src/tools/helm/checks.js';
import { type HelmFacts, helmProbe } from '../../../src/tools/helm/probe.js';
import { lastLines, majorOf, shortVersion } from '../../../src/tools/version.js';
import { noAbort, portsWith } from '../../support/context.js';
import { recorded } from '../../support/fixtures.js';
import { installFacts } from '../../support/install-facts.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

const read = (ending: Scripted) =>
	helmProbe.read(portsWith(new ScriptedShell({ 'helm version --template {{.Version}}': ending })), noAbort);

describe('what Helm tells', () => {
	it('is its version', async () => {
		expect(await read(recorded('helm/version.helm-4.1'))).toEqual({ version: 'v4.1.4', major: 4, problem: undefined });
	});

	it('is nothing when it is not installed', async () => {
		expect(await read({ kind: 'missing', program: 'helm' })).toEqual({ version: undefined, major: 0, problem: undefined });
	});

	it('is what it complains of when it does not start', async () => {
		expect(await read(exited(1, '', 'Error: plugin "diff" is broken\nmore'))).toEqual({
			version: 'unknown',
			major: 0,
			problem: 'Error: plugin "diff" is broken',
		});
	});

	it('is an error when it does not answer', async () => {
		await expect(read({ kind: 'timed-out', afterMs: 8000 })).rejects.toThrow('helm version did not answer within 8 s');
	});
});

describe('Helm 3 or newer is installed', () => {
	const judge = (helm: Partial<HelmFacts>) =>
		helmIsInstalled({})
			.diagnose({ helm: { version: 'v4.1.4', major: 4, problem: undefined, ...helm }, install: installFacts() })
			.map(({ id, remedies }) => `${id}: ${remedies[0]?.kind}`);

	it.each([
		['version 4', {}, []],
		['version 3', { version: 'v3.18.0', major: 3 }, []],
		['version 2', { version: 'v2.17.0', major: 2 }, ['helm.too-old: step']],
		['none', { version: undefined, major: 0 }, ['helm.missing: step']],
		['a broken one', { version: 'unknown', major: 0, problem: 'Error: plugin' }, ['helm.broken: step']],
	])('with %s', (_what, helm, ids) => {
		expect(judge(helm)).toEqual(ids);
	});
});

describe('the small words around versions', () => {
	it('shortens versions and finds their first number', () => {
		expect(['v1.33.9+k3s1', '20.10.24+dfsg1', 'unknown'].map(shortVersion)).toEqual(['1.33', '20.10', 'unknown']);
		expect(['v4.1.4', 'none'].map(majorOf)).toEqual([4, 0]);
	});

	it('takes the last lines that say something', () => {
		expect(lastLines('one\r\n\ntwo  \n\nthree\n\n', 2)).toEqual(['two', 'three']);
	});
});
