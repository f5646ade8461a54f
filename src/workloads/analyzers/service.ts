import type { NamespaceFacts } from '../facts/index.js';
import { fits, type Labels } from '../facts/object.js';
import type { PodFacts } from '../facts/pod.js';
import type { ServiceFacts } from '../facts/service.js';
import { type Analyzer, ref, type Trouble, trouble, warningOf } from '../trouble.js';

export const services: Analyzer = (facts) => facts.services.flatMap((service) => judge(facts, service));

function judge(facts: NamespaceFacts, service: ServiceFacts): readonly Trouble[] {
	const { name, type, selector, isLock } = service;
	if (type === 'ExternalName' || isLock) return [];
	return [
		...withoutPods(facts, service),
		...withoutAddress(service),
		...complaint(facts, name),
		...(hasSelector(selector) ? wrongPort(facts, service) : []),
	];
}

const hasSelector = (selector: Labels) => Object.keys(selector).length > 0;

export function podsBehind({ pods }: Pick<NamespaceFacts, 'pods'>, { selector }: ServiceFacts): readonly PodFacts[] {
	if (!hasSelector(selector)) return [];
	return pods.filter(
		(pod) => !pod.terminating && pod.phase !== 'Succeeded' && pod.phase !== 'Failed' && fits(pod.labels, { matchLabels: selector }),
	);
}

function withoutPods(facts: NamespaceFacts, service: ServiceFacts): readonly Trouble[] {
	const { name, selector } = service;
	const at = ref('Service', name);
	const slices = facts.endpoints.filter((each) => each.service === name);
	const counted = slices.reduce((sum, slice) => sum + slice.ready, 0);
	// Who may not read addresses can still count pods.
	const ready = facts.kinds.has('EndpointSlice') ? counted : podsBehind(facts, service).filter((pod) => pod.ready).length;
	if (ready > 0 || (!facts.kinds.has('EndpointSlice') && !hasSelector(selector))) return [];
	if (!hasSelector(selector)) {
		// Somebody else has to fill in its addresses.
		return [
			trouble(
				at,
				'service.no-pods',
				{ severity: 'warning', says: `The service "${name}" has no selector and no addresses.` },
				{ short: 'leads nowhere' },
			),
		];
	}
	const behind = podsBehind(facts, service);
	if (behind.length > 0) {
		const says = `The service "${name}" has no pod that is ready.`;
		return [
			trouble(
				at,
				'service.not-ready',
				{ says, because: `${behind.length} not ready` },
				{ short: 'has no pod that is ready', causes: behind.map((pod) => ref('Pod', pod.name)) },
			),
		];
	}
	// What would have these labels does not get its pods made, or is scaled to 0.
	const makers = facts.controllers.filter(
		({ template, kind, owner }) => !(kind === 'ReplicaSet' && owner) && fits(template.labels, { matchLabels: selector }),
	);
	if (makers.length > 0) {
		const stopped = makers.filter(({ wanted }) => wanted === 0);
		return [
			trouble(
				at,
				'service.not-ready',
				{
					severity: stopped.length === makers.length ? 'warning' : 'blocker',
					says: `The service "${name}" has no pods.`,
					because: stopped.length > 0 ? `"${stopped[0]?.name}" is scaled to 0` : `none of "${makers[0]?.name}" exists`,
				},
				{ short: 'has no pods', causes: makers.map(({ kind, name: maker }) => ref(kind, maker)) },
			),
		];
	}
	const wanted = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
	return [
		trouble(
			at,
			'service.no-pods',
			{ says: `The service "${name}" leads to no pod: none has the labels ${wanted.join(', ')}.`, because: nearest(facts, selector) },
			{ short: `looks for ${wanted.join(',')}, which no pod has`, fatal: true },
		),
	];
}

/** The pod that comes closest, and what it has instead. */
function nearest({ pods }: NamespaceFacts, selector: Labels): string | undefined {
	const entries = Object.entries(selector);
	const differing = (pod: PodFacts) => entries.filter(([key, value]) => pod.labels[key] !== value);
	const [best] = pods.filter(({ terminating }) => !terminating).sort((a, b) => differing(a).length - differing(b).length);
	if (!best || differing(best).length === entries.length) return undefined;
	return `${best.name} has ${differing(best)
		.map(([key]) => `${key}=${best.labels[key] ?? '(nothing)'}`)
		.join(', ')}`;
}

function withoutAddress({ name, type, addresses }: ServiceFacts): readonly Trouble[] {
	if (type !== 'LoadBalancer' || addresses.length > 0) return [];
	const says = `The service "${name}" waits for the address of a load balancer.`;
	return [
		trouble(
			ref('Service', name),
			'access.load-balancer-pending',
			{ severity: 'warning', says, because: `Service ${name}: pending` },
			{ short: 'waits for an address' },
		),
	];
}

function complaint(facts: NamespaceFacts, name: string): readonly Trouble[] {
	const at = ref('Service', name);
	const warning = warningOf(facts, at);
	if (!warning) return [];
	const says = `The cluster complains about the service "${name}".`;
	return [
		trouble(
			at,
			'service.warning',
			{ severity: 'warning', says, because: `${warning.reason}: ${warning.message}` },
			{ short: `has a problem (${warning.reason})` },
		),
	];
}

/** A port that is named must have that name in the pods; a number may be right without being declared. */
function wrongPort(facts: NamespaceFacts, service: ServiceFacts): readonly Trouble[] {
	const [pod] = podsBehind(facts, service);
	const declared = (pod?.template.containers ?? []).flatMap(({ ports }) => ports);
	if (!pod) return [];
	return service.ports.flatMap(({ port, target }) => {
		if (declared.some((each) => each.name === target || each.port === target)) return [];
		if (typeof target === 'number' && declared.length === 0) return [];
		const has = declared.map((each) => (each.name ? `${each.name} (${each.port})` : `${each.port}`)).join(', ') || 'that it declares: none';
		return [
			trouble(
				ref('Service', service.name),
				'access.port-mismatch',
				{
					severity: typeof target === 'string' ? 'blocker' : 'warning',
					says: `The service "${service.name}" sends port ${port} to ${target}, which its pods do not have.`,
					because: `${pod.name} has the ports ${has}`,
				},
				{ short: `sends port ${port} to ${target}, which its pods do not have`, fatal: typeof target === 'string' },
			),
		];
	});
}
