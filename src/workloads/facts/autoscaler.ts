import type { Condition, KubeObject, Ref } from './object.js';

export interface AutoscalerFacts {
	readonly name: string;
	readonly target: Ref;
	readonly max: number;
	readonly conditions: readonly Condition[];
	/** It scales by a share of what the containers request. */
	readonly byUtilization: boolean;
}

interface AutoscalerSpec {
	readonly scaleTargetRef?: Ref;
	readonly maxReplicas?: number;
	readonly metrics?: readonly { readonly resource?: { readonly target?: { readonly type?: string } } }[];
}

export function toAutoscaler(object: KubeObject): AutoscalerFacts {
	const { metadata, spec, status } = object as KubeObject<AutoscalerSpec, { readonly conditions?: readonly Condition[] }>;
	const { kind = '', name = '' } = spec?.scaleTargetRef ?? {};
	return {
		name: metadata.name,
		target: { kind, name },
		max: spec?.maxReplicas ?? 0,
		conditions: status?.conditions ?? [],
		byUtilization: (spec?.metrics ?? []).some(({ resource }) => resource?.target?.type === 'Utilization'),
	};
}
