import type { Condition, KubeObject, Selector } from './object.js';

export interface NetworkPolicyFacts {
	readonly name: string;
	readonly selector: Selector;
	/** Rules of a direction; undefined when the policy does not speak of it. None at all means that nothing is allowed. */
	readonly ingress: number | undefined;
	readonly egress: readonly EgressRule[] | undefined;
}

interface EgressRule {
	/** Without ports all are meant. */
	readonly ports?: readonly { readonly port?: number | string; readonly endPort?: number }[];
}

interface NetworkPolicySpec {
	readonly podSelector?: Selector;
	readonly policyTypes?: readonly string[];
	readonly ingress?: readonly object[];
	readonly egress?: readonly EgressRule[];
}

export function toNetworkPolicy(object: KubeObject): NetworkPolicyFacts {
	const { metadata, spec } = object as KubeObject<NetworkPolicySpec>;
	const types = spec?.policyTypes ?? ['Ingress'];
	return {
		name: metadata.name,
		selector: spec?.podSelector ?? {},
		ingress: types.includes('Ingress') ? (spec?.ingress ?? []).length : undefined,
		egress: types.includes('Egress') ? (spec?.egress ?? []) : undefined,
	};
}

export interface BudgetFacts {
	readonly name: string;
	readonly selector: Selector;
	readonly allowed: number;
	readonly healthy: number;
	readonly wanted: number;
	/** Pods that it counts; 0 when its selector fits none. */
	readonly expected: number;
	readonly conditions: readonly Condition[];
}

interface BudgetStatus {
	readonly disruptionsAllowed?: number;
	readonly currentHealthy?: number;
	readonly desiredHealthy?: number;
	readonly expectedPods?: number;
	readonly conditions?: readonly Condition[];
}

export function toBudget(object: KubeObject): BudgetFacts {
	const { metadata, spec, status } = object as KubeObject<{ readonly selector?: Selector }, BudgetStatus>;
	return {
		name: metadata.name,
		selector: spec?.selector ?? {},
		allowed: status?.disruptionsAllowed ?? 0,
		healthy: status?.currentHealthy ?? 0,
		wanted: status?.desiredHealthy ?? 0,
		expected: status?.expectedPods ?? 0,
		conditions: status?.conditions ?? [],
	};
}

export interface QuotaFacts {
	readonly name: string;
	/** What it limits: used and allowed, as the API prints them. */
	readonly limits: readonly { readonly what: string; readonly used: string; readonly hard: string }[];
}

interface QuotaStatus {
	readonly hard?: Readonly<Record<string, string>>;
	readonly used?: Readonly<Record<string, string>>;
}

export function toQuota(object: KubeObject): QuotaFacts {
	const { metadata, status } = object as KubeObject<unknown, QuotaStatus>;
	const limits = Object.entries(status?.hard ?? {}).map(([what, hard]) => ({ what, used: status?.used?.[what] ?? '0', hard }));
	return { name: metadata.name, limits };
}
