import { defineCheck, type Probe } from '../../core/check.js';
import { found } from '../../knowledge/found.js';

/** Whether this very process is an Intel program that Apple silicon translates; undefined elsewhere than on macOS. */
const translatedProbe: Probe<boolean | undefined> = {
	id: 'rosetta',
	withinMs: 3000,
	async read({ shell, system }, signal) {
		if ((await system.read('/')).platform !== 'darwin') return undefined;
		const outcome = await shell.run(['sysctl', '-in', 'sysctl.proc_translated'], { signal, timeoutMs: 2000 });
		return outcome.kind === 'exited' && outcome.stdout.trim() === '1';
	},
};

/** Node for Intel starts programs for Intel, and those make nodes that do not run. */
export const notTranslated = defineCheck({
	id: 'host.processor',
	title: 'Programs are built for this processor',
	quiet: true,
	needs: { translated: translatedProbe },
	diagnose: ({ translated }) =>
		translated
			? [
					found('tool.wrong-arch', {
						severity: 'warning',
						says: 'Node is the build for Intel and runs translated by Rosetta.',
						because: 'sysctl.proc_translated is 1; Minikube and kubectl started from here may be Intel builds as well.',
						platform: 'macos',
					}),
				]
			: [],
	describe: ({ translated }) => ({ subject: 'Processor', fact: translated ? 'translated by Rosetta' : 'native' }),
});
