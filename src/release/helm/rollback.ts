import { parseAllDocuments } from 'yaml';
import type { ReleaseNames } from '../../core/app.js';
import { defineCheck, type Probe } from '../../core/check.js';
import type { FileChange } from '../../core/plan.js';
import type { System } from '../../core/ports.js';
import type { EarlierRevision } from '../../core/setup.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../../tools/version.js';
import type { KubeObject } from '../../workloads/facts/object.js';
import { helm, must, type Place } from '../kube.js';
import { releaseProbe } from './release-probe.js';

/** A revision of a release, as `helm history -o json` has it. */
export interface Revision {
	readonly revision: number;
	/** deployed, superseded, failed, pending-upgrade ... */
	readonly status: string;
	/** "todo-chatbot-0.2.0". */
	readonly chart: string;
	readonly description: string;
}

/** Revisions of the release, oldest first; none where there is no release. */
export function historyProbe(place: Place, name: string): Probe<readonly Revision[]> {
	return {
		id: `history:${place.context}/${place.namespace}/${name}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const outcome = await shell.run(helm(place, 'history', name, '-o', 'json'), { signal, timeoutMs: 15_000 });
			return outcome.kind === 'exited' && outcome.code === 0 ? ((parseJson(outcome.stdout) ?? []) as readonly Revision[]) : [];
		},
	};
}

/** The objects of a revision, as Helm installed them; undefined where it cannot tell. */
export function manifestProbe(place: Place, name: string, revision: number): Probe<string | undefined> {
	return {
		id: `manifest:${place.context}/${place.namespace}/${name}/${revision}`,
		withinMs: 20_000,
		async read({ shell }, signal) {
			const get = helm(place, 'get', 'manifest', name, '--revision', String(revision));
			// The chart's own Secrets are in what it prints.
			const outcome = await shell.run(get, { signal, timeoutMs: 15_000, isPrivate: true });
			return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout : undefined;
		},
	};
}

/** All revisions, with whether one can go back to them. */
export function goodRevisions(place: Place, { release }: ReleaseNames): Probe<readonly EarlierRevision[]> {
	const history = historyProbe(place, release);
	return {
		...history,
		id: `good.${history.id}`,
		read: async (ports, signal) =>
			(await history.read(ports, signal)).map(({ revision, status }) => ({ revision, good: /^(deployed|superseded)$/.test(status) })),
	};
}

/** What would change in the cluster, object by object. */
export function changesBackTo(place: Place, name: string, revision: number): Probe<readonly FileChange[]> {
	return {
		id: `changes:${place.context}/${place.namespace}/${name}/${revision}`,
		withinMs: 40_000,
		async read(ports, signal) {
			const present = (await historyProbe(place, name).read(ports, signal)).at(-1)?.revision;
			if (present === undefined) return [];
			const [now, then] = await Promise.all(
				[present, revision].map(async (each) =>
					toObjects((await manifestProbe(place, name, each).read(ports, signal)) ?? '', ports.system),
				),
			);
			const names = [...new Set([...Object.keys(now ?? {}), ...Object.keys(then ?? {})])].sort();
			return names
				.filter((object) => now?.[object] !== then?.[object])
				.map((object) => ({ path: object, before: now?.[object], after: then?.[object] ?? '' }));
		},
	};
}

/** The text of each object by "kind/name". Of a Secret's values only whether they are the same can be seen. */
function toObjects(manifest: string, { sha256 }: System): Readonly<Record<string, string>> {
	return Object.fromEntries(
		parseAllDocuments(manifest).flatMap((document) => {
			const object = document.toJS() as KubeObject | null;
			if (object === null) return [];
			const { kind, metadata } = object;
			if (kind === 'Secret') {
				for (const part of ['data', 'stringData']) {
					for (const [key, value] of Object.entries((object as unknown as Record<string, object | undefined>)[part] ?? {}))
						document.setIn([part, key], `(hidden, sum ${sha256(String(value)).slice(0, 8)})`);
				}
			}
			return [[`${kind}/${metadata.name}`, String(document)]];
		}),
	);
}

/** Takes the release back to an earlier revision, which becomes a new one. Data is not part of it and stays as it is. */
export function rollBack(place: Place, name: string, revision: number): Step {
	return {
		id: 'release.roll-back',
		title: `Take the release "${name}" back to revision ${revision}`,
		done: `Release "${name}" taken back to revision ${revision}`,
		goal: defineCheck({
			id: 'release.rolled-back',
			title: `The release "${name}" is as revision ${revision} was`,
			needs: { release: releaseProbe(place, name) },
			// Helm's own words for it.
			diagnose: ({ release }) =>
				release.status === 'deployed' && release.description === `Rollback to ${revision}` ? [] : [found('release.not-rolled-back')],
		}),
		after: [],
		preview: [helm(place, 'rollback', name, String(revision)).join(' ')],
		seconds: 5,
		withinMs: 10_000,
		run: async ({ ports, signal }) => {
			const command = helm(place, 'rollback', name, String(revision));
			await must(ports, command, { signal, timeoutMs: 3 * 60_000 }, `The release could not be taken back to revision ${revision}`);
		},
	};
}
