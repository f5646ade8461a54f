import type { KubeObject } from './object.js';

export interface IngressFacts {
	readonly name: string;
	readonly className: string | undefined;
	readonly backends: readonly Backend[];
	readonly tlsSecrets: readonly string[];
}

export interface Backend {
	readonly service: string;
	/** Number or name. */
	readonly port: number | string | undefined;
}

interface IngressBackend {
	readonly service?: { readonly name: string; readonly port?: { readonly number?: number; readonly name?: string } };
}

interface IngressSpec {
	readonly ingressClassName?: string;
	readonly defaultBackend?: IngressBackend;
	readonly rules?: readonly { readonly http?: { readonly paths?: readonly { readonly backend: IngressBackend }[] } }[];
	readonly tls?: readonly { readonly secretName?: string }[];
}

export function toIngress(object: KubeObject): IngressFacts {
	const { metadata, spec } = object as KubeObject<IngressSpec>;
	const backends = [spec?.defaultBackend, ...(spec?.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend))];
	return {
		name: metadata.name,
		className: spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'],
		backends: backends.flatMap((backend) =>
			backend?.service ? [{ service: backend.service.name, port: backend.service.port?.number ?? backend.service.port?.name }] : [],
		),
		tlsSecrets: (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
	};
}

export interface IngressClassFacts {
	readonly name: string;
	readonly isDefault: boolean;
}

export function toIngressClass({ metadata }: KubeObject): IngressClassFacts {
	return { name: metadata.name, isDefault: metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true' };
}
