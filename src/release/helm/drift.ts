import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../workloads/facts/object.js';
import type { ReleaseFacts } from './release-probe.js';

/** An object of the release that is not in the cluster as Helm installed it. */
export interface Drift {
	readonly kind: string;
	readonly name: string;
	/** Where it differs, as a path in the object; undefined: the object is gone. */
	readonly at: string | undefined;
	/** "is 0, should be 1"; "is gone". */
	readonly differs: string;
	/** As it should be. */
	readonly wanted: KubeObject;
}

/**
 * What somebody changed behind Helm's back. Only what the chart says is compared, since the API server and controllers
 * add much of their own; lists and selectors are compared as a whole, since whatever is added to them works.
 * Nothing where Helm does not tell how the objects are.
 */
export function driftOf({ manifest, live }: Pick<ReleaseFacts, 'manifest' | 'live'>): readonly Drift[] {
	if (!live) return [];
	return toObjects(manifest).flatMap((wanted): readonly Drift[] => {
		const { kind, metadata } = wanted;
		const { name } = metadata;
		// Values of a Secret are nobody's to read, and Helm does not show them.
		if (kind === 'Secret') return [];
		const found = live.find((each) => each.kind === kind && each.metadata.name === name);
		if (!found) return [{ kind, name, at: undefined, differs: 'is gone', wanted }];
		// A claim may be made larger by its owner, and never smaller by anybody.
		if (kind === 'PersistentVolumeClaim') return [];
		const difference = compared(partsOf(wanted), partsOf(found), []);
		return difference === undefined ? [] : [{ kind, name, ...difference, wanted }];
	});
}

/** The objects of a manifest. Helm reads it as YAML 1.1, where 0440 is octal. */
function toObjects(manifest: string): readonly KubeObject[] {
	return parseAllDocuments(manifest, { version: '1.1' }).flatMap((document) => {
		const object = document.toJS() as KubeObject | null;
		return object === null ? [] : [object];
	});
}

/** What an object says, without its names and notes. */
function partsOf({ metadata, kind, status, ...parts }: KubeObject): object {
	return { ...parts, apiVersion: undefined, metadata: { labels: metadata.labels } };
}

interface Difference {
	readonly at: string;
	readonly differs: string;
}

function compared(wanted: unknown, is: unknown, path: readonly string[]): Difference | undefined {
	if (wanted === undefined || wanted === null) return undefined;
	// What says nothing may be left out by the API server.
	if (isEmpty(wanted) && isEmpty(is)) return undefined;
	if (Array.isArray(wanted)) {
		if (!Array.isArray(is)) return differing(wanted, is, path);
		if (wanted.length !== is.length) return { at: toPath(path), differs: `has ${is.length} entries, should have ${wanted.length}` };
		return firstOf(wanted.map((each, index) => [each, is[index], [...path, nameOf(each) ?? String(index)]]));
	}
	if (typeof wanted === 'object' && wanted !== null) {
		if (typeof is !== 'object' || is === null) return differing(wanted, is, path);
		const there = is as Readonly<Record<string, unknown>>;
		const isWhole = wholeMaps.has(path.at(-1) ?? '');
		const added = Object.keys(there).find((key) => !(key in wanted) && !isEmpty(there[key]) && (isWhole || effective.has(key)));
		if (added !== undefined) return { at: toPath([...path, added]), differs: 'was added' };
		return firstOf(Object.entries(wanted).map(([key, value]) => [value, there[key], [...path, key]]));
	}
	return sameValue(wanted, is) ? undefined : differing(wanted, is, path);
}

/** Maps whose every entry does something. */
const wholeMaps: ReadonlySet<string> = new Set(['selector', 'matchLabels', 'podSelector', 'data']);

/** What changes how a container runs, and the API server never adds by itself. */
const effective: ReadonlySet<string> = new Set(['command', 'args', 'env', 'envFrom', 'initContainers', 'nodeSelector']);

function firstOf(pairs: readonly (readonly [wanted: unknown, is: unknown, path: readonly string[]])[]): Difference | undefined {
	for (const [wanted, is, path] of pairs) {
		const difference = compared(wanted, is, path);
		if (difference) return difference;
	}
	return undefined;
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === 0 || value === '') return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Numbers with a unit are written in several ways: 0.5 and 500m, 1024Mi and 1Gi. */
function sameValue(wanted: unknown, is: unknown): boolean {
	if (String(wanted) === String(is)) return true;
	const [one, other] = [toFigure(wanted), toFigure(is)];
	return one !== undefined && one === other;
}

const units: Readonly<Record<string, number>> = {
	m: 1e-3,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
};

function toFigure(value: unknown): number | undefined {
	const [, figure, unit] = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(String(value)) ?? [];
	return figure === undefined ? undefined : Number(figure) * (unit === undefined ? 1 : (units[unit] ?? 1));
}

function differing(wanted: unknown, is: unknown, path: readonly string[]): Difference {
	return { at: toPath(path), differs: `${toWords('is', is)}, should be ${toWords('', wanted)}` };
}

function toWords(verb: string, value: unknown): string {
	if (value === undefined || value === null) return verb === '' ? 'left out' : `${verb} gone`;
	const text = typeof value === 'object' ? 'something else' : String(value);
	return `${verb} ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`.trim();
}

/** What an entry of a list is called by: its name. */
function nameOf(entry: unknown): string | undefined {
	const name = typeof entry === 'object' && entry !== null ? (entry as { readonly name?: unknown }).name : undefined;
	return typeof name === 'string' ? name : undefined;
}

/** spec.template.spec.containers.backend.image */
function toPath(path: readonly string[]): string {
	return path.join('.');
}
