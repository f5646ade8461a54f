import type { AutoscalerFacts } from '../facts/autoscaler.js';
import type { NamespaceFacts } from '../facts/index.js';
import { type Analyzer, ref, type Trouble, trouble } from '../trouble.js';

export const autoscalers: Analyzer = (facts) => facts.autoscalers.flatMap((each) => judge(facts, each));

const scalable = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'];

function judge(facts: NamespaceFacts, { name, target, max, conditions, byUtilization }: AutoscalerFacts): readonly Trouble[] {
	const at = ref('HorizontalPodAutoscaler', name);
	const controller = facts.controllers.find((each) => each.kind === target.kind && each.name === target.name);
	if (scalable.includes(target.kind) && facts.kinds.has(target.kind) && !controller) {
		const says = `The autoscaler "${name}" scales the ${target.kind} "${target.name}", which does not exist.`;
		return [
			trouble(
				at,
				'autoscaler.target-missing',
				{ says, because: `HorizontalPodAutoscaler ${name}: scaleTargetRef` },
				{ short: 'has nothing to scale', fatal: true },
			),
		];
	}
	const without = byUtilization ? (controller?.template.containers ?? []).filter(({ hasRequests }) => !hasRequests) : [];
	if (without.length > 0) {
		const says = `The autoscaler "${name}" measures against requests, and "${target.name}" has none.`;
		const because = `without requests: ${without.map((container) => container.name).join(', ')}`;
		return [trouble(at, 'autoscaler.no-requests', { says, because }, { short: 'has no requests to measure against' })];
	}
	const of = (type: string, status: string) => conditions.find((each) => each.type === type && each.status === status);
	const wrong = of('ScalingActive', 'False') ?? of('AbleToScale', 'False');
	// With 0 replicas it is switched off, and says so.
	if (wrong && wrong.reason !== 'ScalingDisabled') {
		const metrics = facts.apiGroups.size > 0 && facts.apiGroups.get('v1beta1.metrics.k8s.io') !== true;
		const because = `${wrong.reason}: ${wrong.message}`;
		const details = {
			severity: 'warning' as const,
			says: `The autoscaler "${name}" cannot work${metrics ? ': the cluster has no metrics' : ''}.`,
			because,
		};
		return [
			trouble(at, 'autoscaler.cannot-scale', details, {
				short: metrics ? 'gets no metrics' : 'cannot work',
				causes: [ref(target.kind, target.name)],
			}),
		];
	}
	const limited = of('ScalingLimited', 'True');
	if (limited?.reason !== 'TooManyReplicas') return [];
	const says = `The autoscaler "${name}" has reached its ${max} pods.`;
	return [trouble(at, 'autoscaler.at-limit', { severity: 'note', says, because: limited.message }, { short: 'is at its limit' })];
}
