import type { NamespaceFacts } from './facts/index.js';
import { grouped, keyOf, type Ref } from './facts/object.js';
import type { PodFacts } from './facts/pod.js';

/** Who made an object, up to what a person made: a Deployment rather than its ReplicaSet. */
export function topOf(facts: Pick<NamespaceFacts, 'controllers' | 'jobs'>, { name, owner }: Pick<PodFacts, 'name' | 'owner'>): Ref {
	if (!owner) return { kind: 'Pod', name };
	if (owner.kind === 'ReplicaSet') {
		const set = facts.controllers.find((each) => each.kind === 'ReplicaSet' && each.name === owner.name);
		// A ReplicaSet that was not read still has its Deployment's name in its own.
		return set ? (set.owner ?? owner) : { kind: 'Deployment', name: owner.name.replace(/-[0-9a-z]+$/, '') };
	}
	if (owner.kind === 'Job') return facts.jobs.find((each) => each.name === owner.name)?.owner ?? owner;
	return owner;
}

/** In the middle of a sentence: the part of the app that it is ("the backend"), or its name ("db", in quotes). */
export function spoken(pod: PodFacts): string {
	return pod.component ? `the ${pod.component}` : `"${shortName(pod)}"`;
}

/** At the beginning of one. */
export function spokenFirst(pod: PodFacts): string {
	return pod.component ? `The ${pod.component}` : `"${shortName(pod)}"`;
}

/** What it is called after: its part of the app, what made it, or itself. */
export function shortName({ component, name, owner }: PodFacts): string {
	if (component) return component;
	if (!owner) return name;
	return owner.kind === 'ReplicaSet' ? owner.name.replace(/-[0-9a-z]+$/, '') : owner.name;
}

/** The pods of each workload, by its key. */
export function podsByTop(facts: NamespaceFacts): ReadonlyMap<string, readonly PodFacts[]> {
	return grouped(facts.pods, (pod) => keyOf(topOf(facts, pod)));
}
