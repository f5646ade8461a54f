import type { DiagnosedRow } from '../core/diagnosis.js';
import { toCount } from '../core/words.js';
import { chainFrom, isWorkload, nameOf, spokenKind } from './chain.js';
import type { NamespaceFacts } from './facts/index.js';
import { grouped, keyOf, type Ref } from './facts/object.js';
import type { PodFacts } from './facts/pod.js';
import type { Graph, Node } from './graph.js';
import type { Told } from './order.js';
import { podsByTop } from './owner.js';

/** Fine workloads that are listed one by one; more are counted. */
const mostFine = 20;

interface Workload {
	readonly at: Ref;
	readonly pods: readonly PodFacts[];
}

/** What a person would list: every workload, and whatever else is wrong and leads to no workload. */
export function toRows(
	facts: NamespaceFacts,
	graph: Graph,
	told: readonly Told[],
	only: ReadonlySet<string> | undefined,
): readonly DiagnosedRow[] {
	const workloads = workloadsOf(facts).filter(
		({ at, pods }) => !only || only.has(keyOf(at)) || pods.some(({ name }) => only.has(`Pod/${name}`)),
	);
	const byTop = grouped([...graph.nodes.values()], ({ top }) => keyOf(top));
	const owned = new Map<string, string>();
	const rows = workloads.map(({ at, pods }) => ({ at, pods, nodes: byTop.get(keyOf(at)) ?? [] }));
	for (const { at, nodes } of rows) for (const node of nodes) owned.set(keyOf(node.at), keyOf(at));
	// What no workload has of its own is told with the one that is nearest to it.
	const parts = rows
		.flatMap(({ at, nodes }) =>
			nodes.flatMap((node) => chainFrom(graph, node).nodes.map((part, far) => ({ part: keyOf(part.at), at: keyOf(at), far }))),
		)
		.sort((a, b) => a.far - b.far);
	for (const { part, at } of parts) if (!owned.has(part)) owned.set(part, at);
	const findingsAt = (key: string) => told.filter(({ trouble }) => owned.get(keyOf(trouble.at)) === key).map(({ finding }) => finding);
	const wrong = rows.filter(({ nodes }) => nodes.length > 0).map(({ at, nodes }) => rowOf(graph, at, nodes, findingsAt(keyOf(at))));
	const others = [...graph.nodes.values()].filter(({ at }) => !owned.has(keyOf(at)) && (!only || only.has(keyOf(at))));
	const alone = others.flatMap((node) => {
		const findings = told.filter(({ trouble }) => keyOf(trouble.at) === keyOf(node.at)).map(({ finding }) => finding);
		// What only hangs on something else without saying more is in the chain of that.
		return findings.length === 0 ? [] : [rowOf(graph, node.at, [node], findings)];
	});
	const isNote = ({ findings }: DiagnosedRow) => findings.every(({ severity }) => severity === 'note');
	const notes = alone.filter(isNote).flatMap(({ findings }) => findings);
	return [
		...wrong,
		...alone.filter((row) => !isNote(row)),
		...(notes.length > 0 ? [{ id: 'notes', row: { subject: 'Also', fact: toCount(notes.length, 'note') }, findings: notes }] : []),
		...fine(rows.filter(({ nodes }) => nodes.length === 0)),
	];
}

function rowOf(graph: Graph, at: Ref, nodes: readonly Node[], findings: DiagnosedRow['findings']): DiagnosedRow {
	// The chain that begins at the workload itself, or at the first of its pods.
	const start = nodes.find((node) => keyOf(node.at) === keyOf(at)) ?? nodes[0];
	const links = start ? chainFrom(graph, start).links : [];
	// Where only what it comes from is worth a finding, its own state still decides its mark.
	const own = findings.length > 0 ? findings : (start?.troubles ?? []).map(({ finding }) => ({ ...finding, remedies: [] }));
	const name = start ? nameOf({ top: at }) : at.name;
	const fact = links.join(' <- ');
	return {
		id: `${spokenKind(at.kind).replaceAll(' ', '-')}/${at.name}`,
		row: { subject: name, fact: fact.startsWith(`${name}`) ? fact.slice(name.length).replace(/^:? /, '') : fact },
		findings: own,
	};
}

function fine(workloads: readonly Workload[]): readonly DiagnosedRow[] {
	const shown = workloads.length > mostFine ? [] : workloads;
	const rows = shown.map(({ at, pods }) => {
		const living = pods.filter(({ terminating, phase }) => !terminating && phase !== 'Succeeded');
		const ready = living.filter((pod) => pod.ready).length;
		const fact = living.length === 0 ? 'nothing is wrong' : `${ready} of ${living.length} ready`;
		return { id: `${spokenKind(at.kind)}/${at.name}`, row: { subject: at.name, fact }, findings: [] };
	});
	if (shown.length === workloads.length) return rows;
	return [{ id: 'workloads', row: { subject: `${workloads.length} workloads`, fact: 'nothing is wrong' }, findings: [] }];
}

function workloadsOf(facts: NamespaceFacts): readonly Workload[] {
	const pods = podsByTop(facts);
	const made: readonly Ref[] = [
		...facts.controllers.filter(({ owner }) => !owner),
		...facts.cronJobs.map(({ name }) => ({ kind: 'CronJob', name })),
		...facts.jobs.filter(({ owner }) => !owner).map(({ name }) => ({ kind: 'Job', name })),
	];
	const all = new Map(made.map(({ kind, name }) => [`${kind}/${name}`, { kind, name }]));
	for (const [key] of pods) {
		const [kind = '', ...rest] = key.split('/');
		all.set(key, { kind, name: rest.join('/') });
	}
	return [...all].map(([key, at]) => ({ at, pods: pods.get(key) ?? [] })).filter(({ at }) => isWorkload(at) || at.kind !== '');
}
