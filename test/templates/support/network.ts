import type { KubernetesObject, Pod, Rendered } from './helm.js';

/** Somebody who may want to talk: a pod of the release, or an address outside of the cluster. */
export type Party = { readonly pod: Pick<Pod, 'labels' | 'containers'>; readonly namespace: string } | { readonly address: string };

interface Port {
	readonly protocol?: string;
	readonly port?: string | number;
}
interface Peer {
	readonly podSelector?: Selector;
	readonly namespaceSelector?: Selector;
	readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
interface Selector {
	readonly matchLabels?: Readonly<Record<string, string>>;
	readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values: readonly string[] }[];
}
interface Rule {
	readonly from?: readonly Peer[];
	readonly to?: readonly Peer[];
	readonly ports?: readonly Port[];
}

/** Whether policies let one party connect to a port of the other, as Kubernetes describes it: both sides have to agree. */
export function mayConnect(rendered: Rendered, from: Party, to: Party, port: number): boolean {
	return agrees(rendered, from, to, port, 'Egress') && agrees(rendered, to, from, port, 'Ingress');
}

function agrees(rendered: Rendered, self: Party, other: Party, port: number, direction: 'Ingress' | 'Egress'): boolean {
	if (!('pod' in self)) return true;
	const policies = rendered
		.all('NetworkPolicy')
		.filter(
			({ metadata, spec }) =>
				metadata.namespace === self.namespace && spec.policyTypes.includes(direction) && matches(spec.podSelector, self.pod.labels),
		);
	if (policies.length === 0) return true;
	const rules = policies.flatMap(({ spec }: KubernetesObject) => ((direction === 'Egress' ? spec.egress : spec.ingress) ?? []) as Rule[]);
	const receiver = direction === 'Egress' ? other : self;
	return rules.some((rule) => {
		const peers = direction === 'Egress' ? rule.to : rule.from;
		const isPeer = peers === undefined || peers.some((peer) => isThat(peer, other, self.namespace));
		return isPeer && (rule.ports === undefined || rule.ports.some((each) => toNumber(each.port, receiver) === port));
	});
}

/** Ports may be told by the name that the receiving pod gives them. */
function toNumber(port: string | number | undefined, receiver: Party): number | undefined {
	if (typeof port !== 'string' || !('pod' in receiver)) return Number(port);
	const ports = receiver.pod.containers.flatMap(({ ports = [] }) => ports) as { name: string; containerPort: number }[];
	return ports.find(({ name }) => name === port)?.containerPort;
}

function isThat({ podSelector, namespaceSelector, ipBlock }: Peer, party: Party, ownNamespace: string): boolean {
	if (ipBlock !== undefined) {
		if (!('address' in party)) return false;
		return contains(ipBlock.cidr, party.address) && !(ipBlock.except ?? []).some((range) => contains(range, party.address));
	}
	if (!('pod' in party)) return false;
	const inNamespace =
		namespaceSelector === undefined
			? party.namespace === ownNamespace
			: matches(namespaceSelector, { 'kubernetes.io/metadata.name': party.namespace });
	return inNamespace && (podSelector === undefined || matches(podSelector, party.pod.labels));
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>): boolean {
	return (
		Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
		matchExpressions.every(({ key, operator, values }) => {
			if (operator !== 'In') throw new Error(`This knows no ${operator}.`);
			return values.includes(labels[key] ?? '');
		})
	);
}

function contains(cidr: string, address: string): boolean {
	const [network = '', length] = cidr.split('/');
	const bits = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const size = 2 ** (32 - Number(length));
	return Math.floor(bits(network) / size) === Math.floor(bits(address) / size);
}
