import { parseJson } from '../../tools/version.js';

/** One object, as far as every kind has the same members. What is special about a kind is read where the kind is. */
export interface KubeObject<Spec = unknown, Status = unknown> {
	readonly kind: string;
	readonly metadata: Metadata;
	readonly spec?: Spec;
	readonly status?: Status;
}

export interface Metadata {
	readonly name: string;
	readonly namespace?: string;
	readonly generation?: number;
	readonly deletionTimestamp?: string;
	readonly creationTimestamp?: string;
	readonly labels?: Labels;
	readonly annotations?: Labels;
	readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly controller?: boolean }[];
}

export type Labels = Readonly<Record<string, string>>;

export interface Condition {
	readonly type: string;
	readonly status: string;
	readonly reason?: string;
	readonly message?: string;
	readonly lastTransitionTime?: string;
}

/** What a label selector is in most kinds. */
export interface Selector {
	readonly matchLabels?: Labels;
	readonly matchExpressions?: readonly {
		readonly key: string;
		readonly operator: string;
		readonly values?: readonly string[];
	}[];
}

/** An object by its kind and name, in the namespace that is looked at. */
export interface Ref {
	readonly kind: string;
	readonly name: string;
}

export const keyOf = ({ kind, name }: Ref): string => `${kind}/${name}`;

/** The objects that `kubectl get -o json` printed; [] when it is something else. */
export function itemsOf(list: string): readonly KubeObject[] {
	return (parseJson(list) as { items?: readonly KubeObject[] } | undefined)?.items ?? [];
}

export function toMs(time: string | null | undefined): number {
	return Date.parse(time ?? '') || 0;
}

/** Who made it: its controller, or its only owner. */
export function ownerOf({ ownerReferences = [] }: Metadata): Ref | undefined {
	const owner = ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
	return owner && { kind: owner.kind, name: owner.name };
}

/** Whether the labels fit; an empty selector fits everything. */
export function fits(labels: Labels, { matchLabels = {}, matchExpressions = [] }: Selector): boolean {
	return (
		Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
		matchExpressions.every(({ key, operator, values = [] }) => {
			const value = labels[key];
			switch (operator) {
				case 'In':
					return value !== undefined && values.includes(value);
				case 'NotIn':
					return value === undefined || !values.includes(value);
				case 'Exists':
					return value !== undefined;
				default:
					return value === undefined;
			}
		})
	);
}

/** Map.groupBy, which Node 20 does not have. */
export function grouped<T>(items: readonly T[], keyFor: (item: T) => string): ReadonlyMap<string, readonly T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyFor(item));
		if (group) group.push(item);
		else groups.set(keyFor(item), [item]);
	}
	return groups;
}
