import type { Finding } from '../core/check.js';
import { toPlain } from '../core/phrase.js';
import type { NamespaceFacts } from './facts/index.js';
import { grouped, keyOf, type Ref } from './facts/object.js';
import { topOf } from './owner.js';
import type { Trouble } from './trouble.js';

/** An object with everything that is wrong with it. */
export interface Node {
	readonly at: Ref;
	/** What made it, in the end; itself when nothing did. */
	readonly top: Ref;
	readonly troubles: readonly Trouble[];
}

/** Who comes from whom. Pods with the same trouble are one node, named after what made them. */
export interface Graph {
	readonly nodes: ReadonlyMap<string, Node>;
	/** The nodes that a trouble comes from. */
	causesOf(trouble: Trouble): readonly Node[];
}

export function toGraph(facts: NamespaceFacts, troubles: readonly Trouble[]): Graph {
	const owners = new Map(facts.pods.map((pod) => [pod.name, topOf(facts, pod)]));
	const topAt = (at: Ref) => (at.kind === 'Pod' ? (owners.get(at.name) ?? at) : at);
	const alike = grouped(troubles, (each) => {
		const where = each.at.kind === 'Pod' ? `${keyOf(topAt(each.at))} pods` : keyOf(each.at);
		return [where, each.finding.id, each.at.kind === 'Pod' ? withoutName(each.short, each.at.name) : each.short].join('\n');
	});
	const first = new Map<string, string>();
	const kept: Trouble[] = [];
	for (const [one, ...others] of alike.values()) {
		if (!one) continue;
		for (const { at } of [one, ...others]) first.set(keyOf(at), first.get(keyOf(at)) ?? keyOf(one.at));
		const pods = new Set(others.filter(({ at }) => keyOf(at) !== keyOf(one.at)).map(({ at }) => at.name)).size;
		const causes = [...one.causes, ...others.flatMap((each) => each.causes)];
		kept.push({ ...one, causes, ...(pods > 0 ? { finding: andMore(one.finding, pods) } : {}) });
	}
	const all = new Map<string, Node>();
	for (const [key, own] of grouped(kept, ({ at }) => keyOf(at))) {
		const [one] = own;
		if (one) all.set(key, { at: one.at, top: topAt(one.at), troubles: own });
	}
	const lookUp = (trouble: Trouble, among: ReadonlyMap<string, Node>) => {
		const keys = new Set(trouble.causes.map((cause) => first.get(keyOf(cause)) ?? keyOf(cause)));
		keys.delete(keyOf(trouble.at));
		return [...keys].flatMap((key) => among.get(key) ?? []);
	};
	const nodes = withoutFollowers(all, lookUp);
	return { nodes, causesOf: (trouble) => lookUp(trouble, nodes) };
}

/** What is only wrong because of something else goes when nothing else is wrong. */
function withoutFollowers(
	all: ReadonlyMap<string, Node>,
	causesOf: (trouble: Trouble, among: ReadonlyMap<string, Node>) => readonly Node[],
) {
	const nodes = new Map<string, Node>();
	const real = new Map([...all].filter(([, { troubles }]) => troubles.some(({ follows }) => !follows)));
	for (const [key, node] of all) {
		const troubles = node.troubles.filter((each) => !each.follows || causesOf(each, real).some((cause) => isSerious(cause)));
		if (troubles.length > 0) nodes.set(key, { ...node, troubles });
	}
	return nodes;
}

export function isSerious({ troubles }: Node): boolean {
	return troubles.some(({ finding }) => finding.severity !== 'note');
}

function withoutName(text: string, name: string): string {
	return text.replaceAll(name, '');
}

function andMore(finding: Finding, pods: number): Finding {
	const because = finding.because === undefined ? '' : `${toPlain(finding.because)}; `;
	return { ...finding, because: `${because}and ${pods} more pod${pods === 1 ? '' : 's'}` };
}
