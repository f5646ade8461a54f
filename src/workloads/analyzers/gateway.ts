import type { GatewayFacts, RouteFacts } from '../facts/gateway.js';
import type { NamespaceFacts } from '../facts/index.js';
import { type Analyzer, ref, type Trouble, trouble } from '../trouble.js';

export const gateways: Analyzer = (facts) =>
	facts.gateways
		.filter(({ namespace }) => namespace === facts.namespace)
		.flatMap((gateway) => [...ofClass(facts, gateway), ...ofState(gateway)]);

function ofClass({ kinds, gatewayClasses }: NamespaceFacts, { name, className }: GatewayFacts): readonly Trouble[] {
	if (!kinds.has('GatewayClass')) return [];
	const found = gatewayClasses.find((each) => each.name === className);
	if (found?.accepted) return [];
	const says = found
		? `The gateway "${name}" uses the class "${className}", which is not accepted.`
		: `The gateway "${name}" names the class "${className}", which does not exist.`;
	const short = found ? `uses the class ${className}, which is not accepted` : `names the class ${className}, which does not exist`;
	return [
		trouble(
			ref('Gateway', name),
			'gateway.class-missing',
			{ says, because: found?.message || `Gateway ${name}: gatewayClassName` },
			{ short },
		),
	];
}

function ofState({ name, wrong: [first] }: GatewayFacts): readonly Trouble[] {
	if (!first) return [];
	const because = `${first.type}=${first.status} ${first.reason}: ${first.message}`;
	return [
		trouble(
			ref('Gateway', name),
			'gateway.not-accepted',
			{ says: `The gateway "${name}" is not ${first.type.toLowerCase()}.`, because },
			{ short: `is not ${first.type.toLowerCase()}` },
		),
	];
}

export const routes: Analyzer = (facts) => facts.routes.flatMap((route) => [...ofParents(facts, route), ...ofBackends(facts, route)]);

function ofParents(facts: NamespaceFacts, { name, parents }: RouteFacts): readonly Trouble[] {
	if (!facts.kinds.has('Gateway')) return [];
	const at = ref('HTTPRoute', name);
	return parents.flatMap((parent): readonly Trouble[] => {
		const gateway = facts.gateways.find((each) => each.name === parent.name && each.namespace === parent.namespace);
		const full = `${parent.namespace}/${parent.name}`;
		if (!gateway) {
			const says = `The route "${name}" hangs on the gateway "${full}", which does not exist.`;
			return [
				trouble(
					at,
					'gateway.route-lost',
					{ says, because: `HTTPRoute ${name}: parentRefs` },
					{ short: `hangs on the gateway ${full}, which does not exist` },
				),
			];
		}
		const near = parent.namespace === facts.namespace;
		if (!near && gateway.from.length > 0 && gateway.from.every((from) => from === 'Same')) {
			const says = `The gateway "${full}" takes no routes of the namespace "${facts.namespace}".`;
			return [
				trouble(
					at,
					'gateway.route-lost',
					{ says, because: 'its listeners allow routes of their own namespace only' },
					{ short: `is not taken by the gateway ${full}` },
				),
			];
		}
		const says = `The route "${name}" hangs on the gateway "${full}", which does not work.`;
		return near
			? [trouble(at, 'gateway.route-lost', { says }, { short: 'is not served', causes: [ref('Gateway', parent.name)], follows: true })]
			: [];
	});
}

function ofBackends(facts: NamespaceFacts, { name, backends }: RouteFacts): readonly Trouble[] {
	if (!facts.kinds.has('Service')) return [];
	const at = ref('HTTPRoute', name);
	return backends
		.filter(({ namespace }) => namespace === facts.namespace)
		.flatMap((backend) => {
			const service = facts.services.find((each) => each.name === backend.name);
			const port = backend.port;
			if (service && (port === undefined || service.ports.some((each) => each.port === port))) {
				const says = `The route "${name}" leads to "${backend.name}", which does not answer.`;
				return [
					trouble(
						at,
						'gateway.route-to-nowhere',
						{ says },
						{ short: 'answers 503', causes: [ref('Service', backend.name)], follows: true },
					),
				];
			}
			const what = service
				? `port ${port} of the service "${backend.name}", which it does not have`
				: `the service "${backend.name}", which does not exist`;
			return [
				trouble(
					at,
					'gateway.route-to-nowhere',
					{ says: `The route "${name}" leads to ${what}.`, because: `HTTPRoute ${name}: backendRefs` },
					{ short: `leads to ${what.replaceAll('"', '')}` },
				),
			];
		});
}
