import type { Probe } from '../../core/check.js';
import { majorOf } from '../version.js';

export interface HelmFacts {
	/** undefined: not installed. */
	readonly version: string | undefined;
	readonly major: number;
	/** What helm said when it could not tell its version: a broken plugin, for instance. */
	readonly problem: string | undefined;
}

export const helmProbe: Probe<HelmFacts> = {
	id: 'helm',
	async read({ shell }, signal) {
		const outcome = await shell.run(['helm', 'version', '--template', '{{.Version}}'], { signal, timeoutMs: 8000 });
		if (outcome.kind === 'missing') return { version: undefined, major: 0, problem: undefined };
		if (outcome.kind !== 'exited') throw new Error('helm version did not answer within 8 s');
		const version = outcome.stdout.trim();
		const failed = outcome.code !== 0 || !/^v?\d/.test(version);
		return {
			version: failed ? 'unknown' : version,
			major: majorOf(version),
			problem: failed ? (outcome.stderr || version).trim().split('\n')[0] : undefined,
		};
	},
};
