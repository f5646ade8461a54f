import type { KubectlFacts } from '../../tools/kubectl/probe.js';
import { forgetKubelet, forgetKubeletInside } from './old-volume.js';
import type { MinikubeFacts } from './probe.js';
import { troubleOf } from './running.js';

/** What the state of a cluster asks for. */
export type WayUp = 'create' | 'start' | 'unpause' | 'update-context' | 'start-new-container' | 'start-new-kubelet';

export function wayUp(facts: MinikubeFacts, kubectl: KubectlFacts): WayUp {
	// What kubectl lacks, Minikube tells it anew; keys that are gone are made by a start.
	if (troubleOf(facts, kubectl)?.id === 'minikube.kubeconfig-stale') return 'update-context';
	switch (facts.state) {
		case 'absent':
			return 'create';
		case 'paused':
			return 'unpause';
		case 'container-gone':
			return 'start-new-container';
		case 'half-running':
			return 'start-new-kubelet';
		default:
			return 'start';
	}
}

/** The commands of a way up, without what only asks Minikube for events. */
export function commandsOf(way: WayUp, { profile, driver, nodeImage }: MinikubeFacts, create: readonly string[]): readonly string[] {
	const start = spoken(['start', '-p', profile]);
	switch (way) {
		case 'create':
			return [spoken(create)];
		case 'unpause':
		case 'update-context':
			return [spoken([way, '-p', profile])];
		case 'start-new-container':
			return driver === 'docker' && nodeImage ? [forgetKubelet(profile, nodeImage).join(' '), start] : [start];
		case 'start-new-kubelet':
			return driver === 'docker' ? [forgetKubeletInside(profile).join(' '), start] : [start];
		case 'start':
			return [start];
	}
}

/** A command of Minikube as the user may read it. */
export function spoken(args: readonly string[]): string {
	return ['minikube', ...args].join(' ');
}
