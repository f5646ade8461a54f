import type { Ports } from '../core/ports.js';
import { kubectl, type Place } from '../tools/kubectl/place.js';
import { toGateway, toGatewayClass, toRoute } from './facts/gateway.js';
import type { NamespaceFacts } from './facts/index.js';
import { itemsOf } from './facts/object.js';
import { toEndpoints } from './facts/service.js';

const timeoutMs = 15_000;
/** Namespaces of others that are looked into at most, and only for the services of webhooks. */
const mostElsewhere = 6;
const gatewayApi = 'gateway.networking.k8s.io';

/** What is only worth a call when the first look gave a reason: gateways, and services of other namespaces. */
export async function readFurther(ports: Ports, place: Place, facts: NamespaceFacts, signal: AbortSignal): Promise<NamespaceFacts> {
	const [gateways, elsewhere] = await Promise.all([readGateways(ports, place, facts, signal), readElsewhere(ports, place, facts, signal)]);
	return { ...facts, ...gateways, elsewhere };
}

async function readGateways({ shell }: Ports, place: Place, facts: NamespaceFacts, signal: AbortSignal): Promise<Partial<NamespaceFacts>> {
	if (![...facts.apiGroups.keys()].some((name) => name.endsWith(gatewayApi))) return {};
	const get = (...args: string[]) => shell.run(kubectl(place, 'get', ...args, '-o', 'json'), { signal, timeoutMs });
	// A route may hang on a gateway of another namespace.
	const [routes, gateways] = await Promise.all([
		get(`httproutes.${gatewayApi},gatewayclasses.${gatewayApi}`),
		get(`gateways.${gatewayApi}`, '--all-namespaces'),
	]);
	const first = routes.kind === 'exited' ? itemsOf(routes.stdout) : [];
	const fine = gateways.kind === 'exited' && gateways.code === 0;
	return {
		routes: first.filter(({ kind }) => kind === 'HTTPRoute').map(toRoute),
		gatewayClasses: first.filter(({ kind }) => kind === 'GatewayClass').map(toGatewayClass),
		gateways: fine ? itemsOf(gateways.stdout).map(toGateway) : [],
		kinds: new Set([
			...facts.kinds,
			...(routes.kind === 'exited' && routes.code === 0 ? ['HTTPRoute', 'GatewayClass'] : []),
			...(fine ? ['Gateway'] : []),
		]),
	};
}

async function readElsewhere({ shell }: Ports, place: Place, { webhooks, namespace }: NamespaceFacts, signal: AbortSignal) {
	const others = [...new Set(webhooks.map(({ service }) => service.namespace))]
		.filter((each) => each !== namespace)
		.slice(0, mostElsewhere);
	const ready = new Map<string, number>();
	await Promise.all(
		others.map(async (other) => {
			const command = kubectl({ ...place, namespace: other }, 'get', 'services,endpointslices.discovery.k8s.io', '-o', 'json');
			const outcome = await shell.run(command, { signal, timeoutMs });
			if (outcome.kind !== 'exited' || outcome.code !== 0 || /\(Forbidden\)/.test(outcome.stderr)) return;
			const items = itemsOf(outcome.stdout);
			for (const { service } of webhooks) if (service.namespace === other) ready.set(`${other}/${service.name}`, -1);
			for (const { kind, metadata } of items) if (kind === 'Service') ready.set(`${other}/${metadata.name}`, 0);
			for (const slice of items.filter(({ kind }) => kind === 'EndpointSlice').map(toEndpoints)) {
				const key = `${other}/${slice.service}`;
				ready.set(key, Math.max(0, ready.get(key) ?? 0) + slice.ready);
			}
		}),
	);
	return ready;
}
