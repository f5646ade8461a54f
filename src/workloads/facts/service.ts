import type { KubeObject, Labels } from './object.js';

export interface ServiceFacts {
	readonly name: string;
	readonly type: string;
	readonly selector: Labels;
	readonly clusterIp: string;
	readonly ports: readonly { readonly name?: string; readonly port: number; readonly target: number | string }[];
	/** Of a load balancer; [] while it has none. */
	readonly addresses: readonly string[];
	/** Only for leader election: nobody asks it. */
	readonly isLock: boolean;
}

interface ServiceSpec {
	readonly type?: string;
	readonly selector?: Labels;
	readonly clusterIP?: string;
	readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
}

interface ServiceStatus {
	readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] };
}

export function toService(object: KubeObject): ServiceFacts {
	const { metadata, spec, status } = object as KubeObject<ServiceSpec, ServiceStatus>;
	return {
		name: metadata.name,
		type: spec?.type ?? 'ClusterIP',
		selector: spec?.selector ?? {},
		clusterIp: spec?.clusterIP ?? '',
		ports: (spec?.ports ?? []).map(({ name, port, targetPort }) => ({ ...(name ? { name } : {}), port, target: targetPort ?? port })),
		addresses: (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip ?? hostname ?? []),
		isLock: metadata.annotations?.['control-plane.alpha.kubernetes.io/leader'] !== undefined,
	};
}

/** Addresses behind a service. */
export interface EndpointFacts {
	readonly service: string;
	readonly ready: number;
	readonly notReady: number;
}

interface Slice {
	readonly metadata: KubeObject['metadata'];
	readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean | null } }[] | null;
}

export function toEndpoints(object: KubeObject): EndpointFacts {
	const { metadata, endpoints } = object as unknown as Slice;
	const all = endpoints ?? [];
	// Without a word about it, an endpoint counts as ready.
	const ready = all.filter(({ conditions }) => conditions?.ready !== false).length;
	return { service: metadata.labels?.['kubernetes.io/service-name'] ?? '', ready, notReady: all.length - ready };
}
