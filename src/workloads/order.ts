import type { Finding } from '../core/check.js';
import { toPlain } from '../core/phrase.js';
import { type Chain, chainFrom, toText } from './chain.js';
import { keyOf } from './facts/object.js';
import type { Graph, Node } from './graph.js';
import type { Trouble } from './trouble.js';

/** Findings that only repeat what their cause says: a Deployment whose pod does not start is not ready, of course. */
const repeating = ['workload.not-ready', 'workload.stalled', 'service.not-ready', 'pod.not-ready'];
const rank = { blocker: 0, warning: 1, note: 2 } as const;

export interface Told {
	readonly trouble: Trouble;
	readonly finding: Finding;
	/** The root that it comes from; itself when it is one. */
	readonly root: Trouble;
}

/** Everything that is wrong, each root before what comes from it, the worst and most far-reaching root first. */
export function inOrder(graph: Graph): readonly Told[] {
	const chains = [...graph.nodes.values()].map((node) => chainFrom(graph, node));
	const reach = new Map<Trouble, number>();
	const longest = new Map<Trouble, Chain>();
	for (const chain of chains) {
		reach.set(chain.root, (reach.get(chain.root) ?? 0) + 1);
		if (chain.links.length > (longest.get(chain.root)?.links.length ?? 0)) longest.set(chain.root, chain);
	}
	const told = chains.flatMap((chain) => {
		const [node] = chain.nodes;
		return (node?.troubles ?? []).flatMap((trouble) =>
			tellOne(graph, trouble, chainFrom(graph, node as Node, trouble), longest.get(trouble)),
		);
	});
	const weight = ({ root }: Told) => rank[root.finding.severity] * 10_000 - (reach.get(root) ?? 0);
	const order = new Map(
		[...new Set([...told].sort((a, b) => weight(a) - weight(b)).map(({ root }) => root))].map((root, at) => [root, at]),
	);
	return told.sort(
		(a, b) =>
			(order.get(a.root) ?? 0) - (order.get(b.root) ?? 0) ||
			Number(a.trouble !== a.root) - Number(b.trouble !== b.root) ||
			rank[a.finding.severity] - rank[b.finding.severity],
	);
}

function tellOne(graph: Graph, trouble: Trouble, chain: Chain, longest: Chain | undefined): readonly Told[] {
	const isCaused = graph.causesOf(trouble).length > 0;
	if (isCaused && chain.root !== trouble) {
		if (repeating.includes(trouble.finding.id)) return [];
		return [{ trouble, root: chain.root, finding: { ...trouble.finding, because: seen(trouble, toText(chain)), remedies: [] } }];
	}
	return [{ trouble, root: trouble, finding: { ...trouble.finding, ...whole(trouble, longest) } }];
}

/** The longest way that leads to a root is told with it. */
function whole(trouble: Trouble, longest: Chain | undefined): Pick<Finding, 'because'> {
	if (longest && longest.links.length > 1) return { because: seen(trouble, toText(longest)) };
	return trouble.finding.because === undefined ? {} : { because: trouble.finding.because };
}

function seen({ finding: { because } }: Trouble, chain: string): string {
	return because === undefined ? chain : `${chain} (${toPlain(because)})`;
}

/** The nodes that these lead to, with themselves. */
export function behind(graph: Graph, from: readonly Node[]): ReadonlySet<string> {
	const found = new Set<string>();
	const open = [...from];
	for (let node = open.pop(); node; node = open.pop()) {
		if (found.has(keyOf(node.at))) continue;
		found.add(keyOf(node.at));
		for (const trouble of node.troubles) open.push(...graph.causesOf(trouble));
	}
	return found;
}
