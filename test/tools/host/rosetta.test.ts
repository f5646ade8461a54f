import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../../src/demo/world.js';
import { notTranslated } from '../../../src/tools/host/rosetta.js';
import { noAbort, portsWith } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const ids = async (platform: 'darwin' | 'linux', shell: ScriptedShell) => {
	const world = freshWorld();
	const probe = notTranslated.needs.translated;
	if (!probe) throw new Error('no probe');
	const translated = await probe.read(portsWith(shell, { ...world, host: { ...world.host, platform } }), noAbort);
	return notTranslated.diagnose({ translated } as never).map(({ id, severity }) => `${id} ${severity}`);
};

describe('an Intel Node on Apple silicon', () => {
	const asked = (answer: string) => new ScriptedShell({ 'sysctl -in sysctl.proc_translated': exited(0, answer) });

	it('is noticed, and only there', async () => {
		expect(await ids('darwin', asked('1\n'))).toEqual(['tool.wrong-arch warning']);
		expect(await ids('darwin', asked('0\n'))).toEqual([]);
		// An Intel Mac does not know the name.
		expect(await ids('darwin', asked(''))).toEqual([]);
		expect(await ids('linux', new ScriptedShell({}))).toEqual([]);
	});
});
