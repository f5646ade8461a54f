import type { Labels } from './object.js';

/** What a pod is made from, in a controller or in the pod itself. */
export interface TemplateFacts {
	readonly labels: Labels;
	readonly serviceAccount: string;
	readonly pullSecrets: readonly string[];
	/** Secrets, settings and claims that it cannot start without. */
	readonly references: readonly Reference[];
	readonly containers: readonly ContainerSpecFacts[];
	readonly hasSecurityContext: boolean;
}

export interface Reference {
	readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim';
	readonly name: string;
	/** Without one the whole object is meant. */
	readonly key?: string;
	readonly optional: boolean;
}

export interface ContainerSpecFacts {
	readonly name: string;
	readonly image: string;
	readonly ports: readonly { readonly name?: string; readonly port: number }[];
	/** Values that stand in the manifest in plain sight, and the words of the command line: where hosts are named. */
	readonly words: readonly string[];
	readonly hasRequests: boolean;
	readonly privileged: boolean;
	readonly hasSecurityContext: boolean;
}

interface KeyRef {
	readonly name?: string;
	readonly key?: string;
	readonly optional?: boolean;
}

interface ContainerSpec {
	readonly name: string;
	readonly image?: string;
	readonly command?: readonly string[];
	readonly args?: readonly string[];
	readonly env?: readonly {
		readonly value?: string;
		readonly valueFrom?: { readonly secretKeyRef?: KeyRef; readonly configMapKeyRef?: KeyRef };
	}[];
	readonly envFrom?: readonly { readonly secretRef?: KeyRef; readonly configMapRef?: KeyRef }[];
	readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
	readonly resources?: { readonly requests?: object };
	readonly securityContext?: { readonly privileged?: boolean };
}

interface Source {
	readonly name?: string;
	readonly items?: readonly { readonly key: string }[];
	readonly optional?: boolean;
}

export interface PodSpec {
	readonly nodeName?: string;
	readonly serviceAccountName?: string;
	readonly imagePullSecrets?: readonly { readonly name?: string }[];
	readonly securityContext?: object;
	readonly initContainers?: readonly ContainerSpec[];
	readonly containers?: readonly ContainerSpec[];
	readonly volumes?: readonly {
		readonly secret?: Source & { readonly secretName?: string };
		readonly configMap?: Source;
		readonly persistentVolumeClaim?: { readonly claimName: string };
		readonly projected?: { readonly sources?: readonly { readonly secret?: Source; readonly configMap?: Source }[] };
	}[];
}

export function toTemplate(labels: Labels, spec: PodSpec = {}): TemplateFacts {
	const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
	return {
		labels,
		serviceAccount: spec.serviceAccountName ?? 'default',
		pullSecrets: (spec.imagePullSecrets ?? []).flatMap(({ name }) => (name ? [name] : [])),
		references: [...containers.flatMap(referencesOf), ...(spec.volumes ?? []).flatMap(mountsOf)],
		containers: containers.map(toSpec),
		hasSecurityContext: Object.keys(spec.securityContext ?? {}).length > 0,
	};
}

function toSpec({ name, image = '', ports = [], env = [], command = [], args = [], resources, securityContext }: ContainerSpec) {
	return {
		name,
		image,
		ports: ports.map((port) => ({ ...(port.name ? { name: port.name } : {}), port: port.containerPort })),
		words: [...env.flatMap(({ value }) => (value ? [value] : [])), ...command, ...args],
		hasRequests: Object.keys(resources?.requests ?? {}).length > 0,
		privileged: securityContext?.privileged === true,
		hasSecurityContext: securityContext !== undefined,
	};
}

function referencesOf({ env = [], envFrom = [] }: ContainerSpec): readonly Reference[] {
	return [
		...env.flatMap(({ valueFrom }) => [
			...toReference('Secret', valueFrom?.secretKeyRef, valueFrom?.secretKeyRef?.key),
			...toReference('ConfigMap', valueFrom?.configMapKeyRef, valueFrom?.configMapKeyRef?.key),
		]),
		...envFrom.flatMap(({ secretRef, configMapRef }) => [...toReference('Secret', secretRef), ...toReference('ConfigMap', configMapRef)]),
	];
}

function mountsOf({ secret, configMap, persistentVolumeClaim, projected }: NonNullable<PodSpec['volumes']>[number]): readonly Reference[] {
	return [
		...ofSource('Secret', secret && { ...secret, ...(secret.secretName ? { name: secret.secretName } : {}) }),
		...ofSource('ConfigMap', configMap),
		...(persistentVolumeClaim ? toReference('PersistentVolumeClaim', { name: persistentVolumeClaim.claimName }) : []),
		...(projected?.sources ?? []).flatMap((source) => [...ofSource('Secret', source.secret), ...ofSource('ConfigMap', source.configMap)]),
	];
}

function ofSource(kind: Reference['kind'], source: Source | undefined): readonly Reference[] {
	if (!source) return [];
	return [...toReference(kind, source), ...(source.items ?? []).flatMap(({ key }) => toReference(kind, source, key))];
}

function toReference(kind: Reference['kind'], ref: KeyRef | undefined, key?: string): readonly Reference[] {
	if (!ref?.name) return [];
	return [{ kind, name: ref.name, optional: ref.optional === true, ...(key ? { key } : {}) }];
}
