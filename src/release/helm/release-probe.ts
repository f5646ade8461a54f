import type { Probe } from '../../core/check.js';
import { lastLines, parseJson } from '../../tools/version.js';
import { helm, type Place } from '../kube.js';

/** What Helm records of a release. */
export interface ReleaseFacts {
	/** deployed, failed, pending-install, pending-upgrade, pending-rollback, uninstalling; or ours: absent, unreachable. */
	readonly status: string;
	readonly revision: number;
	/** What we noted at its last upgrade: a fingerprint of everything that went in. */
	readonly description: string;
	readonly said: string | undefined;
}

export function releaseProbe(place: Place, name: string): Probe<ReleaseFacts> {
	return {
		id: `release:${place.context}/${place.namespace}/${name}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const outcome = await shell.run(helm(place, 'status', name, '-o', 'json'), { signal, timeoutMs: 15_000 });
			if (outcome.kind !== 'exited') return { status: 'unreachable', revision: 0, description: '', said: outcome.kind };
			if (outcome.code !== 0) {
				// Without its context there is no cluster, and so no release either.
				const absent = /release: not found|context .* does not exist/i.test(outcome.stderr);
				return { status: absent ? 'absent' : 'unreachable', revision: 0, description: '', said: lastLines(outcome.stderr, 1)[0] };
			}
			const found = parseJson(outcome.stdout) as { version?: number; info?: { status?: string; description?: string } } | undefined;
			return {
				status: found?.info?.status ?? 'unknown',
				revision: found?.version ?? 0,
				description: found?.info?.description ?? '',
				said: undefined,
			};
		},
	};
}
