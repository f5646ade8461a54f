import type { NamespaceFacts } from '../facts/index.js';
import { fits } from '../facts/object.js';
import type { PodFacts } from '../facts/pod.js';
import type { NetworkPolicyFacts } from '../facts/policy.js';
import { type Analyzer, listed, ref, type Trouble, trouble } from '../trouble.js';

export const networkPolicies: Analyzer = (facts) => {
	const { networkPolicies: all } = facts;
	return all.flatMap((policy) => {
		const pods = facts.pods.filter((pod) => !pod.terminating && fits(pod.labels, policy.selector));
		if (pods.length === 0 && facts.pods.length > 0) {
			const says = `The network policy "${policy.name}" applies to no pod.`;
			return [
				trouble(
					ref('NetworkPolicy', policy.name),
					'network.policy-no-pods',
					{ severity: 'note', says, because: 'its selector fits no pod' },
					{ short: 'applies to no pod' },
				),
			];
		}
		return [...shut(facts, policy, pods), ...deaf(facts, policy, pods)];
	});
};

const selecting = ({ networkPolicies: all }: NamespaceFacts, pod: PodFacts) => all.filter(({ selector }) => fits(pod.labels, selector));

/** Nobody may reach these pods: the direction is named, and no policy has a rule for it. */
function shut(facts: NamespaceFacts, policy: NetworkPolicyFacts, pods: readonly PodFacts[]): readonly Trouble[] {
	if (policy.ingress !== 0) return [];
	const closed = pods.filter((pod) => selecting(facts, pod).every(({ ingress }) => !ingress));
	return closed.length === 0 ? [] : [blocks(policy, closed, `Nothing may reach ${namesOf(closed)}`, 'lets nothing in')];
}

/** These pods may ask nobody, or at least not for a name. */
function deaf(facts: NamespaceFacts, policy: NetworkPolicyFacts, pods: readonly PodFacts[]): readonly Trouble[] {
	if (policy.egress === undefined) return [];
	const cut = pods.filter((pod) => !selecting(facts, pod).some(({ egress = [] }) => egress.some(allowsNames)));
	if (cut.length === 0) return [];
	const says = policy.egress.length === 0 ? `${namesOf(cut)} may reach nothing` : `${namesOf(cut)} may not ask for names (DNS)`;
	return [blocks(policy, cut, says, policy.egress.length === 0 ? 'lets nothing out' : 'lets no DNS out')];
}

function allowsNames({ ports }: NonNullable<NetworkPolicyFacts['egress']>[number]): boolean {
	if (!ports || ports.length === 0) return true;
	return ports.some(
		({ port, endPort }) =>
			port === undefined || port === 53 || port === 'dns' || (typeof port === 'number' && port <= 53 && (endPort ?? 0) >= 53),
	);
}

const namesOf = (pods: readonly PodFacts[]) =>
	listed(
		pods.map(({ name }) => `"${name}"`),
		2,
	);

function blocks({ name }: NetworkPolicyFacts, pods: readonly PodFacts[], what: string, short: string): Trouble {
	// Whether it does harm, and whether this cluster enforces it at all, only the pods tell.
	const severity = pods.every(({ ready }) => ready) ? 'note' : 'warning';
	return trouble(
		ref('NetworkPolicy', name),
		'network.policy-blocks',
		{ severity, says: `${what}: the network policy "${name}" has no rule that allows it.` },
		{ short },
	);
}
