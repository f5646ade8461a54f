import type { ControllerFacts } from '../facts/controller.js';
import type { NamespaceFacts } from '../facts/index.js';
import { keyOf, type Ref } from '../facts/object.js';
import { podsByTop } from '../owner.js';
import { type Analyzer, listed, ref, type Trouble, trouble, warningOf } from '../trouble.js';
import { refusal } from './refusal.js';

/** Deployments, StatefulSets, DaemonSets, and ReplicaSets that stand alone. */
export const controllers: Analyzer = (facts) => {
	const pods = podsByTop(facts);
	return facts.controllers.flatMap((each) =>
		each.kind === 'ReplicaSet' && each.owner ? [] : judge(facts, each, pods.get(keyOf(each)) ?? []),
	);
};

function judge(facts: NamespaceFacts, controller: ControllerFacts, pods: NamespaceFacts['pods']): readonly Trouble[] {
	const { kind, name, wanted, ready, present } = controller;
	const at = ref(kind, name);
	const missing = [...withoutService(facts, controller), ...withoutClass(facts, controller), ...withoutPullSecret(facts, controller)];
	if (wanted === 0) {
		if (kind === 'DaemonSet') return missing;
		return [trouble(at, 'workload.stopped', { severity: 'note', says: `"${name}" is scaled to 0.` }, { short: 'scaled to 0' }), ...missing];
	}
	if (ready >= wanted) return [...stalled(controller), ...missing];
	const refused = present < wanted ? refusedWith(facts, controller) : undefined;
	const troubled = pods.filter((pod) => !pod.terminating && !pod.ready).map((pod) => ref('Pod', pod.name));
	const young = pods.length > 0 && pods.every(({ createdMs }) => facts.nowMs - createdMs < 30_000);
	return [
		...(refused === undefined ? [] : refusal(facts, at, refused)),
		trouble(
			at,
			'workload.not-ready',
			{
				// While its pods are new, they may still be starting; what is wrong with them speaks for itself.
				severity: young && troubled.length > 0 ? 'warning' : 'blocker',
				says: `${ready === 0 ? 'No' : `Only ${ready} of ${wanted}`} pod${ready === 0 && wanted === 1 ? '' : 's'} of "${name}" ${ready === 0 && wanted === 1 ? 'is' : 'are'} ready.`,
				because: `${kind} ${name}: ${ready} of ${wanted} ready`,
			},
			{ short: wanted === 1 ? 'not ready' : `${ready} of ${wanted} ready`, causes: [...troubled, ...missing.map((each) => each.at)] },
		),
		...stalled(controller, troubled),
		...missing,
	];
}

/** In the conditions of the controller, in those of its ReplicaSet, or only in an event. */
function refusedWith(facts: NamespaceFacts, controller: ControllerFacts): string | undefined {
	const sets = facts.controllers.filter(({ kind, owner }) => kind === 'ReplicaSet' && owner?.name === controller.name);
	for (const { conditions } of [controller, ...sets]) {
		const failure = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
		if (failure?.message) return failure.message;
	}
	const named = [ref(controller.kind, controller.name), ...sets.map(({ name }) => ref('ReplicaSet', name))];
	for (const each of named) {
		const warning = warningOf(facts, each, 'FailedCreate');
		if (warning && facts.nowMs - warning.lastMs < 20 * 60_000) return warning.message;
	}
	return undefined;
}

function stalled({ kind, name, conditions }: ControllerFacts, causes: readonly Ref[] = []): readonly Trouble[] {
	const progress = conditions.find(({ type, status }) => type === 'Progressing' && status === 'False');
	if (!progress) return [];
	const because = `${kind} ${name}: ${progress.reason}: ${progress.message}`;
	return [
		trouble(
			ref(kind, name),
			'workload.stalled',
			{ severity: 'warning', says: `The rollout of "${name}" does not get on.`, because },
			{ short: 'does not get on', causes },
		),
	];
}

/** A StatefulSet names its pods by a service that has to be there. */
function withoutService(facts: NamespaceFacts, { kind, name, serviceName }: ControllerFacts): readonly Trouble[] {
	if (kind !== 'StatefulSet' || !serviceName || !facts.kinds.has('Service')) return [];
	if (facts.services.some((service) => service.name === serviceName)) return [];
	const says = `The service "${serviceName}" that names the pods of "${name}" does not exist.`;
	return [
		trouble(
			ref('Service', serviceName),
			'service.missing',
			{ says, because: `StatefulSet ${name}: serviceName ${serviceName}` },
			{ short: 'does not exist' },
		),
	];
}

function withoutClass(facts: NamespaceFacts, { name, claimClasses }: ControllerFacts): readonly Trouble[] {
	if (!facts.kinds.has('StorageClass')) return [];
	return claimClasses
		.filter((wanted) => wanted !== '' && !facts.storageClasses.some((each) => each.name === wanted))
		.map((wanted) =>
			trouble(
				ref('StorageClass', wanted),
				'pod.no-storage-class',
				{
					says: `The storage class "${wanted}" that "${name}" asks for does not exist.`,
					because: `there are: ${
						listed(
							facts.storageClasses.map((each) => each.name),
							5,
						) || 'none'
					}`,
				},
				{ short: 'does not exist', fatal: true },
			),
		);
}

function withoutPullSecret(facts: NamespaceFacts, { kind, name, template }: ControllerFacts): readonly Trouble[] {
	const { keys } = facts;
	if (!keys) return [];
	const missing: readonly Ref[] = template.pullSecrets.filter((each) => !keys.secrets.has(each)).map((each) => ref('Secret', each));
	return missing.map((at) =>
		trouble(
			at,
			'pod.pull-secret-missing',
			{
				severity: 'warning',
				says: `The secret "${at.name}" for pulling the images of "${name}" does not exist.`,
				because: `${kind} ${name}: imagePullSecrets`,
			},
			{ short: 'does not exist' },
		),
	);
}
