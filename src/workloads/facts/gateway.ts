import type { Condition, KubeObject } from './object.js';

export interface GatewayClassFacts {
	readonly name: string;
	readonly accepted: boolean;
	readonly message: string;
}

export interface GatewayFacts {
	readonly name: string;
	readonly namespace: string;
	readonly className: string;
	/** Conditions that are not True. */
	readonly wrong: readonly Condition[];
	/** Which namespaces its listeners take routes from: Same, All, Selector. */
	readonly from: readonly string[];
}

export interface RouteFacts {
	readonly name: string;
	readonly parents: readonly { readonly name: string; readonly namespace: string }[];
	readonly backends: readonly { readonly name: string; readonly namespace: string; readonly port: number | undefined }[];
}

interface Conditions {
	readonly conditions?: readonly Condition[];
}

export function toGatewayClass(object: KubeObject): GatewayClassFacts {
	const { metadata, status } = object as KubeObject<unknown, Conditions>;
	const accepted = status?.conditions?.find(({ type }) => type === 'Accepted');
	return { name: metadata.name, accepted: accepted?.status === 'True', message: accepted?.message ?? '' };
}

interface GatewaySpec {
	readonly gatewayClassName?: string;
	readonly listeners?: readonly { readonly allowedRoutes?: { readonly namespaces?: { readonly from?: string } } }[];
}

export function toGateway(object: KubeObject): GatewayFacts {
	const { metadata, spec, status } = object as KubeObject<GatewaySpec, Conditions>;
	return {
		name: metadata.name,
		namespace: metadata.namespace ?? '',
		className: spec?.gatewayClassName ?? '',
		wrong: (status?.conditions ?? []).filter(({ type, status: is }) => (type === 'Accepted' || type === 'Programmed') && is !== 'True'),
		from: (spec?.listeners ?? []).map(({ allowedRoutes }) => allowedRoutes?.namespaces?.from ?? 'Same'),
	};
}

interface RouteSpec {
	readonly parentRefs?: readonly { readonly name: string; readonly namespace?: string; readonly kind?: string }[];
	readonly rules?: readonly {
		readonly backendRefs?: readonly {
			readonly name: string;
			readonly namespace?: string;
			readonly kind?: string;
			readonly port?: number;
		}[];
	}[];
}

export function toRoute(object: KubeObject): RouteFacts {
	const { metadata, spec } = object as KubeObject<RouteSpec>;
	const own = metadata.namespace ?? '';
	return {
		name: metadata.name,
		parents: (spec?.parentRefs ?? [])
			.filter(({ kind = 'Gateway' }) => kind === 'Gateway')
			.map(({ name, namespace = own }) => ({ name, namespace })),
		backends: (spec?.rules ?? [])
			.flatMap(({ backendRefs = [] }) => backendRefs)
			.filter(({ kind = 'Service' }) => kind === 'Service')
			.map(({ name, namespace = own, port }) => ({ name, namespace, port })),
	};
}
