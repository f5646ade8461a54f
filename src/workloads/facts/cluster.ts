import type { Condition, KubeObject } from './object.js';

export interface NodeFacts {
	readonly name: string;
	/** Conditions that are not as they should be. */
	readonly wrong: readonly Condition[];
}

const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

export function toNode(object: KubeObject): NodeFacts {
	const { metadata, status } = object as KubeObject<unknown, { readonly conditions?: readonly Condition[] }>;
	const wrong = (status?.conditions ?? []).filter(
		({ type, status: is }) => (type === 'Ready' && is !== 'True') || (pressures.includes(type) && is !== 'False'),
	);
	return { name: metadata.name, wrong };
}

/** A webhook that objects have to pass. */
export interface WebhookFacts {
	readonly name: string;
	readonly service: { readonly namespace: string; readonly name: string };
	/** Whether what it guards is refused while it does not answer. */
	readonly strict: boolean;
	readonly what: 'validating' | 'mutating';
}

interface WebhookConfiguration {
	readonly webhooks?: readonly {
		readonly name: string;
		readonly failurePolicy?: string;
		readonly clientConfig?: { readonly service?: { readonly namespace: string; readonly name: string } };
	}[];
}

export function toWebhooks(object: KubeObject): readonly WebhookFacts[] {
	const { webhooks = [] } = object as KubeObject & WebhookConfiguration;
	const what = object.kind.startsWith('Validating') ? 'validating' : 'mutating';
	return webhooks.flatMap(({ name, failurePolicy, clientConfig }) =>
		clientConfig?.service ? [{ name, service: clientConfig.service, strict: failurePolicy !== 'Ignore', what }] : [],
	);
}

/** What a role allows, as far as it allows everything. */
export interface RoleFacts {
	readonly name: string;
	readonly allowsAll: boolean;
}

interface Role {
	readonly rules?: readonly { readonly verbs?: readonly string[]; readonly resources?: readonly string[] }[] | null;
}

export function toRole(object: KubeObject): RoleFacts {
	const { rules } = object as KubeObject & Role;
	const allowsAll = (rules ?? []).some(({ verbs, resources }) => verbs?.includes('*') || resources?.includes('*'));
	return { name: object.metadata.name, allowsAll };
}

/** The role that a binding in this namespace gives; undefined for one of the whole cluster. */
export function boundRoleOf(object: KubeObject): string | undefined {
	const { roleRef } = object as KubeObject & { readonly roleRef?: { readonly kind: string; readonly name: string } };
	return roleRef?.kind === 'Role' ? roleRef.name : undefined;
}
