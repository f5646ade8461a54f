import { freshWorld } from '../../src/demo/world.js';
import type { HostFacts } from '../../src/tools/host/probe.js';

/** A Linux machine with room, changed where a test says so. */
export function hostFacts(changes: Partial<HostFacts> = {}): HostFacts {
	return {
		...freshWorld().host,
		wsl: undefined,
		onWindowsDrive: false,
		dir: '/home/user/todo-k8s',
		writeProblem: undefined,
		proxies: {},
		...changes,
	};
}
