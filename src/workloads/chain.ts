import { keyOf, type Ref } from './facts/object.js';
import type { Graph, Node } from './graph.js';
import type { Trouble } from './trouble.js';

/** From something that is wrong to where it comes from; the last one is the root. */
export interface Chain {
	/** "web: 502", "backend: not ready", "secret todo-backend has no key TOKEN". */
	readonly links: readonly string[];
	readonly root: Trouble;
	readonly nodes: readonly Node[];
}

const arrow = ' <- ';
const runs = ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'CronJob'];
const shortKinds: Readonly<Record<string, string>> = {
	PersistentVolumeClaim: 'claim',
	PersistentVolume: 'volume',
	StorageClass: 'storage class',
	HorizontalPodAutoscaler: 'autoscaler',
	PodDisruptionBudget: 'disruption budget',
	NetworkPolicy: 'network policy',
	ResourceQuota: 'quota',
	ServiceAccount: 'service account',
	HTTPRoute: 'route',
};

/** The kind as it stands in a sentence. */
export function spokenKind(kind: string): string {
	return shortKinds[kind] ?? kind.toLowerCase();
}

export const toText = ({ links }: Pick<Chain, 'links'>): string => links.join(arrow);

/** What is behind a node, told by its first trouble, or else by the worst one or one that leads on. */
export function chainFrom(graph: Graph, node: Node, first?: Trouble): Chain {
	const path: { readonly node: Node; readonly trouble: Trouble }[] = [];
	const seen = new Set<string>();
	for (let at: Node | undefined = node; at && !seen.has(keyOf(at.at)); ) {
		seen.add(keyOf(at.at));
		const next: { readonly trouble: Trouble; readonly cause: Node | undefined } = stepFrom(
			graph,
			at === node && first ? { ...at, troubles: [first] } : at,
			seen,
		);
		path.push({ node: at, trouble: next.trouble });
		at = next.cause;
	}
	const root = path.at(-1)?.trouble as Trouble;
	return { links: toLinks(path), root, nodes: path.map((each) => each.node) };
}

const rank = { blocker: 0, warning: 1, note: 2 } as const;
const rankOf = ({ troubles }: Node) => Math.min(...troubles.map(({ finding }) => rank[finding.severity]));

function stepFrom(graph: Graph, { troubles }: Node, seen: ReadonlySet<string>) {
	const ways = troubles.map((trouble) => {
		const [cause] = graph
			.causesOf(trouble)
			.filter(({ at }) => !seen.has(keyOf(at)))
			.sort((a, b) => rankOf(a) - rankOf(b));
		return { trouble, cause };
	});
	const worst = [...ways].sort((a, b) => rank[a.trouble.finding.severity] - rank[b.trouble.finding.severity]);
	// A problem of its own is the root; one that comes from elsewhere leads there.
	const own = worst.find(({ trouble, cause }) => !cause && trouble.finding.severity === 'blocker' && trouble.causes.length === 0);
	return own ?? worst.find(({ cause }) => cause) ?? (worst[0] as (typeof ways)[number]);
}

/** A service between two others says nothing new, and a pod is called after what made it. */
function toLinks(path: readonly { readonly node: Node; readonly trouble: Trouble }[]): readonly string[] {
	const links: { name: string; text: string }[] = [];
	path.forEach(({ node, trouble }, at) => {
		const isRelay = node.at.kind === 'Service' && at < path.length - 1;
		if (isRelay) return;
		const name = nameOf(node);
		if (links.at(-1)?.name === name) links.pop();
		links.push({ name, text: runs.includes(node.at.kind) ? `${name}: ${trouble.short}` : `${name} ${trouble.short}` });
	});
	return links.map(({ text }) => text);
}

/** "backend" for what runs, "secret todo-backend" for everything else. */
export function nameOf({ top }: Pick<Node, 'top'>): string {
	return isWorkload(top) ? top.name : `${spokenKind(top.kind)} ${top.name}`;
}

export function isWorkload({ kind }: Ref): boolean {
	return runs.includes(kind);
}
