import { describe, expect, it } from 'vitest';
import { loggedShell } from '../../../src/adapters/logged-shell.js';
import { Redactor } from '../../../src/core/secret.js';
import { releaseProbe } from '../../../src/release/helm/release-probe.js';
import { noAbort, portsWith } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';
import { at, place } from '../support/installing.js';

const once = `helm status todo -o json ${at}`;
const again = `helm status todo -o json --show-resources ${at}`;
const all = recording('helm/status.live.helm-4.1.json');

/** Helm 3 leaves the objects out until it is asked for them. */
const withoutObjects = JSON.stringify(JSON.parse(all), (key, value) => (key === 'resources' ? undefined : value));

async function read(script: Readonly<Record<string, Scripted>>) {
	const shell = new ScriptedShell(script);
	const facts = await releaseProbe(place, 'todo').read(portsWith(shell), noAbort);
	return { facts, sent: shell.sent };
}

describe('what is asked of a release', () => {
	it('takes Helm 4 one call', async () => {
		const { facts, sent } = await read({ [once]: all });

		expect(sent).toEqual([once]);
		expect(facts).toMatchObject({ status: 'deployed', revision: 11 });
		expect(facts.live).toHaveLength(9);
	});

	it('takes Helm 3 a second call for its objects as they are', async () => {
		const { facts, sent } = await read({ [once]: withoutObjects, [again]: all });

		expect(sent).toEqual([once, again]);
		expect(facts.live?.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toContain('Deployment/todo-backend');
	});

	it('leaves it at what Helm told first when it does not know the flag', async () => {
		const { facts, sent } = await read({ [once]: withoutObjects, [again]: exited(1, '', 'Error: unknown flag: --show-resources') });

		expect(sent).toEqual([once, again]);
		expect(facts).toMatchObject({ status: 'deployed', revision: 11, live: undefined });
	});

	it('is not asked twice of a release without objects, nor of one that is not there', async () => {
		const empty = JSON.stringify({ ...JSON.parse(withoutObjects), manifest: '' });
		expect((await read({ [once]: empty })).sent).toEqual([once]);
		expect((await read({ [once]: recorded('helm/status.absent.helm-4.1', 1) })).sent).toEqual([once]);
	});

	it('comes into no log, since values and Secrets of the chart are in it', async () => {
		const lines: string[] = [];
		const log = { write: (line: string) => void lines.push(line), keepIn: async () => undefined, close: async () => undefined };
		const shell = loggedShell(new ScriptedShell({ [once]: withoutObjects, [again]: all }), log, new Redactor());
		await releaseProbe(place, 'todo').read(portsWith(shell), noAbort);

		expect(lines.map((line) => line.replace(/\d+ ms/, 'N ms'))).toEqual([`$ ${once}\n  exit 0, N ms`, `$ ${again}\n  exit 0, N ms`]);
	});
});
