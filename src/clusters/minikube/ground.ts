import type { Known } from '../../core/check.js';
import type { Ground } from '../../core/choice.js';
import { GIB, MIB, toSize } from '../../core/size.js';
import { dockerProbe } from '../../tools/docker/probe.js';
import { minikubeProbe } from './probe.js';

/** What Kubernetes and the app themselves take of a node. */
const ownMb = 1200;
/** A node takes this much where it is to spare. */
const usualMb = 4096;

/** What a node offers to the servers beside the app: of the one that is there, or of the one that would be made. */
export function groundOf(known: Known, profile: string): Ground {
	const node = known(minikubeProbe(profile));
	const docker = known(dockerProbe);
	const there = node && node.state !== 'absent' ? node.memoryMb : undefined;
	const nodeMb = there ?? (docker && docker.memoryBytes >= GIB ? largestNode(docker.memoryBytes) : undefined);
	const own = `Kubernetes and the app take ${toSize(ownMb * MIB)}`;
	return {
		holdsServers: true,
		roomMb: nodeMb === undefined ? undefined : nodeMb - ownMb,
		because: there
			? `the cluster "${profile}" has ${toSize(there * MIB)}, of which ${own}`
			: `a cluster can have three quarters of the ${toSize(docker?.memoryBytes ?? 0)} that Docker has, and of them ${own}`,
	};
}

function largestNode(dockerBytes: number): number {
	return Math.max(1800, Math.floor((dockerBytes * 0.75) / MIB));
}

/** Memory of a new node: the usual amount, more where servers beside the app need it, and never more than three quarters of what containers have. */
export function newNodeMb(dockerBytes: number, serversMb: number): number {
	return Math.max(1800, Math.min(Math.max(usualMb, ownMb + serversMb), largestNode(dockerBytes)));
}
