import type { NamespaceFacts } from '../facts/index.js';
import { type Analyzer, ref, type Trouble, trouble } from '../trouble.js';

/** Nodes, as far as they may be read. */
export const nodes: Analyzer = ({ nodes: all, pods }) =>
	all.flatMap(({ name, wrong }) => {
		const [first] = wrong;
		if (!first) return [];
		// Another node may do; what runs on this one is hit.
		const hit = pods.some(({ node, ready }) => node === name && !ready) || all.length === 1;
		const id = first.type === 'Ready' ? 'node.not-ready' : 'node.pressure';
		const says = first.type === 'Ready' ? `The node "${name}" is not ready.` : `The node "${name}" has ${first.type}.`;
		const because = wrong.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`).join('; ');
		return [
			trouble(
				ref('Node', name),
				id,
				{ severity: hit ? 'blocker' : 'warning', says, because },
				{ short: first.type === 'Ready' ? 'is not ready' : `has ${first.type}` },
			),
		];
	});

/** Webhooks whose service is gone: they refuse what they should look at. */
export const webhooks: Analyzer = (facts) => facts.webhooks.flatMap((hook) => judgeHook(facts, hook));

function judgeHook(facts: NamespaceFacts, { name, service, strict, what }: NamespaceFacts['webhooks'][number]): readonly Trouble[] {
	const ready = readyBehind(facts, service.namespace, service.name);
	if (ready === undefined || ready > 0) return [];
	const gone = ready === -1;
	return [
		trouble(
			ref('Webhook', name),
			'webhook.not-answering',
			{
				severity: strict ? 'warning' : 'note',
				says: `The ${what} webhook "${name}" leads to the service "${service.namespace}/${service.name}", which ${gone ? 'does not exist' : 'has no pod that is ready'}.`,
				because: strict ? 'its failurePolicy is Fail: what it guards is refused' : 'its failurePolicy is Ignore',
			},
			{ short: 'does not answer', causes: service.namespace === facts.namespace ? [ref('Service', service.name)] : [] },
		),
	];
}

/** Ready addresses of a service; -1 when it does not exist, undefined when nothing is known of it. */
function readyBehind(facts: NamespaceFacts, namespace: string, name: string): number | undefined {
	if (namespace !== facts.namespace) return facts.elsewhere.get(`${namespace}/${name}`);
	if (!facts.kinds.has('Service') || !facts.kinds.has('EndpointSlice')) return undefined;
	const service = facts.services.find((each) => each.name === name);
	if (!service) return -1;
	return facts.endpoints.filter((each) => each.service === name).reduce((sum, each) => sum + each.ready, 0);
}
