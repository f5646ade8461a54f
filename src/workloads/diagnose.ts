import type { Diagnosis, Scope } from '../core/diagnosis.js';
import type { Ports } from '../core/ports.js';
import { analyzers } from './analyzers/index.js';
import { withDependencies } from './dependents.js';
import type { NamespaceFacts } from './facts/index.js';
import { grouped, keyOf } from './facts/object.js';
import { readFurther } from './further.js';
import { type Graph, toGraph } from './graph.js';
import { withLog } from './log.js';
import { readNamespace, unreadKinds } from './namespace-probe.js';
import { behind, inOrder } from './order.js';
import { podsByTop, topOf } from './owner.js';
import { placed } from './placed.js';
import { readLog } from './read-log.js';
import { toRows } from './rows.js';
import type { Trouble } from './trouble.js';

/** Logs that are read at most, one for each kind of trouble of each workload. */
const mostLogs = 12;

/** What is wrong in a namespace, and where it comes from. */
export async function diagnose(scope: Scope, ports: Ports, signal: AbortSignal): Promise<Diagnosis> {
	const reading = await readNamespace(ports, scope, signal);
	if (reading.kind === 'unreachable') return reading;
	const first = reading.facts;
	if (first.kinds.has('Namespace') && !first.namespaces.has(scope.namespace))
		return { kind: 'no-namespace', namespaces: [...first.namespaces] };
	const pods = podsMeant(first, scope.pod);
	if (pods?.length === 0) return { kind: 'no-pod', pods: first.pods.map(({ name }) => name) };
	const facts = await readFurther(ports, scope, first, signal);
	const troubles = await withLogs(ports, scope, facts, analyze(facts), signal);
	return toDiagnosis(scope, facts, withDependencies(facts, troubles), pods);
}

/** Everything that the state of the namespace tells; pure. */
export function analyze(facts: NamespaceFacts): readonly Trouble[] {
	return analyzers.flatMap((analyzer) => analyzer(facts));
}

/** Keys of the pods that are meant, with what made them; undefined when all are. */
function podsMeant(facts: NamespaceFacts, name: string | undefined): readonly string[] | undefined {
	if (name === undefined) return undefined;
	const exact = facts.pods.filter((pod) => pod.name === name);
	const meant = exact.length > 0 ? exact : facts.pods.filter((pod) => pod.name.startsWith(name));
	return [...new Set(meant.flatMap((pod) => [`Pod/${pod.name}`, keyOf(topOf(facts, pod))]))];
}

async function withLogs(
	ports: Ports,
	scope: Scope,
	facts: NamespaceFacts,
	troubles: readonly Trouble[],
	signal: AbortSignal,
): Promise<readonly Trouble[]> {
	const tops = new Map([...podsByTop(facts)].flatMap(([key, pods]) => pods.map(({ name }) => [name, key] as const)));
	const asking = troubles.filter(({ asks }) => asks);
	const groups = [...grouped(asking, ({ asks, finding }) => `${tops.get(asks?.pod ?? '')} ${finding.id}`).values()];
	const logs = await Promise.all(
		groups.slice(0, mostLogs).map(async ([one, ...others]) => {
			const log = one?.asks ? await readLog(ports, scope, one.asks, signal) : '';
			// They were made alike and fail alike: what one says is said of all.
			return [...(one ? [one] : []), ...others].map((each) => [each, withLog(facts, each, log)] as const);
		}),
	);
	const told = new Map(logs.flat());
	return troubles.flatMap((each) => told.get(each) ?? [each]);
}

/** Facts and troubles as a person is told; pure. */
export function toDiagnosis(scope: Scope, facts: NamespaceFacts, troubles: readonly Trouble[], pods?: readonly string[]): Diagnosis {
	const graph = toGraph(facts, troubles);
	const only = pods && reachable(graph, pods);
	const told = inOrder(graph)
		.filter(({ trouble }) => !only || only.has(keyOf(trouble.at)))
		.map((each) => ({
			...each,
			finding: placed(each.finding, each.trouble.at, graph.nodes.get(keyOf(each.trouble.at))?.top ?? each.trouble.at, scope),
		}));
	return {
		kind: 'seen',
		rows: toRows(facts, graph, told, only),
		findings: told.map(({ finding }) => finding),
		pods: facts.pods.filter(({ phase }) => phase !== 'Succeeded').length,
		workloads: podsByTop(facts).size,
		unread: unreadKinds(facts),
	};
}

/** These pods and everything that their troubles come from. A pod that stands for others like it stands for these as well. */
function reachable(graph: Graph, pods: readonly string[]): ReadonlySet<string> {
	const from = [...graph.nodes.values()].filter(({ at, top }) => pods.includes(keyOf(at)) || pods.includes(keyOf(top)));
	return new Set([...pods, ...behind(graph, from)]);
}
