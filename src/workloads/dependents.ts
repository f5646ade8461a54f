import { podsBehind } from './analyzers/service.js';
import type { NamespaceFacts } from './facts/index.js';
import { keyOf } from './facts/object.js';
import type { PodFacts } from './facts/pod.js';
import { servicesSet } from './names.js';
import { podsByTop, topOf } from './owner.js';
import { ref, type Trouble, trouble } from './trouble.js';

const frontParts = ['frontend', 'web', 'ui', 'proxy'];
const backParts = ['backend', 'api', 'server'];
/** Troubles that do not say where they come from. */
const unexplained = ['pod.program-ends', 'pod.probe-failing', 'pod.not-ready'];

/** Services that a pod asks, by its settings, and by its part in an app: a frontend asks the backend of its release. */
function servicesAskedBy(facts: NamespaceFacts, pod: PodFacts): readonly string[] {
	const words = pod.template.containers.flatMap((container) => container.words);
	const instance = pod.labels['app.kubernetes.io/instance'];
	const byPart =
		instance !== undefined && frontParts.includes(pod.component)
			? facts.services.filter(
					({ selector }) =>
						selector['app.kubernetes.io/instance'] === instance && backParts.includes(selector['app.kubernetes.io/component'] ?? ''),
				)
			: [];
	return [...new Set([...servicesSet(facts, words), ...byPart.map(({ name }) => name)])];
}

/** Who suffers although nothing is wrong with it, and who does not start because of what it asks. */
export function withDependencies(facts: NamespaceFacts, troubles: readonly Trouble[]): readonly Trouble[] {
	const sick = new Set(
		troubles.filter(({ at, finding }) => at.kind === 'Service' && finding.severity === 'blocker').map(({ at }) => at.name),
	);
	if (sick.size === 0) return troubles;
	const byPod = new Map(facts.pods.map((pod) => [pod.name, pod]));
	const isBehind = (service: string, pod: PodFacts) => {
		const found = facts.services.find(({ name }) => name === service);
		return found !== undefined && podsBehind(facts, found).some(({ name }) => name === pod.name);
	};
	const asked = (pod: PodFacts) => servicesAskedBy(facts, pod).filter((service) => sick.has(service) && !isBehind(service, pod));
	const linked = troubles.map((each) => {
		const pod =
			each.at.kind === 'Pod' && unexplained.includes(each.finding.id) && each.causes.every(({ kind }) => kind === 'Node')
				? byPod.get(each.at.name)
				: undefined;
		if (!pod || (each.fatal === false && each.finding.severity === 'note')) return each;
		return { ...each, causes: [...each.causes, ...asked(pod).map((name) => ref('Service', name))] };
	});
	const troubled = new Set(
		linked.flatMap(({ at }) =>
			at.kind === 'Pod' ? [keyOf(topOf(facts, byPod.get(at.name) ?? { name: at.name, owner: undefined }))] : [keyOf(at)],
		),
	);
	const suffering = [...podsByTop(facts)].flatMap(([key, [pod]]): readonly Trouble[] => {
		if (!pod || troubled.has(key) || pod.phase !== 'Running') return [];
		const [service] = asked(pod);
		if (!service) return [];
		const says = `"${topOf(facts, pod).name}" asks "${service}", which does not answer.`;
		const short = frontParts.includes(pod.component) ? '502' : `cannot reach ${service}`;
		return [
			trouble(
				topOf(facts, pod),
				'pod.dependency-down',
				{ severity: 'warning', says },
				{ short, causes: [ref('Service', service)], follows: true },
			),
		];
	});
	return [...linked, ...suffering];
}
