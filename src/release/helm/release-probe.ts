import type { Probe } from '../../core/check.js';
import { lastLines, parseJson } from '../../tools/version.js';
import type { KubeObject } from '../../workloads/facts/object.js';
import { helm, type Place } from '../kube.js';

/** What Helm records of a release. */
export interface ReleaseFacts {
	/** deployed, failed, pending-install, pending-upgrade, pending-rollback, uninstalling; or ours: absent, unreachable. */
	readonly status: string;
	readonly revision: number;
	/** What we noted at its last upgrade: a fingerprint of everything that went in. */
	readonly description: string;
	readonly said: string | undefined;
	/** Its objects as Helm installed them, in YAML; "" when it does not tell. */
	readonly manifest: string;
	/** The same objects as they are now; undefined when Helm does not tell. */
	readonly live: readonly KubeObject[] | undefined;
}

export function releaseProbe(place: Place, name: string): Probe<ReleaseFacts> {
	return {
		id: `release:${place.context}/${place.namespace}/${name}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			// The values and the chart's own Secrets are in what it prints.
			const ask = (...flags: string[]) =>
				shell.run(helm(place, 'status', name, '-o', 'json', ...flags), { signal, timeoutMs: 15_000, isPrivate: true });
			const outcome = await ask();
			if (outcome.kind !== 'exited') return { ...nothing, status: 'unreachable', said: outcome.kind };
			if (outcome.code !== 0) {
				// Without its context there is no cluster, and so no release either.
				const absent = /release: not found|context .* does not exist/i.test(outcome.stderr);
				return { ...nothing, status: absent ? 'absent' : 'unreachable', said: lastLines(outcome.stderr, 1)[0] };
			}
			const facts = toRelease(outcome.stdout);
			if (facts.live || facts.manifest === '') return facts;
			// Helm 3 shows them only when asked to; Helm 4 does not know the flag.
			const again = await ask('--show-resources');
			return again.kind === 'exited' && again.code === 0 ? toRelease(again.stdout) : facts;
		},
	};
}

const nothing = { revision: 0, description: '', manifest: '', live: undefined };

interface Status {
	readonly version?: number;
	readonly manifest?: string;
	readonly info?: {
		readonly status?: string;
		readonly description?: string;
		/** By version and kind; those of "v1/Pod(related)" are lists. */
		readonly resources?: Readonly<Record<string, readonly KubeObject[]>>;
	};
}

export function toRelease(stdout: string): ReleaseFacts {
	const { version = 0, manifest = '', info = {} } = (parseJson(stdout) ?? {}) as Status;
	const { status = 'unknown', description = '', resources } = info;
	const live = resources && Object.values(resources).flatMap((objects) => objects.filter(({ kind }) => kind !== 'PodList'));
	return { status, revision: version, description, said: undefined, manifest, live };
}
