import type { World } from '../../core/world.js';
import { placedIn } from './simulated-cluster.js';

/** Warnings of the namespace: what the kubelet says of mounts and images. */
export function eventsOf(world: World, context: string, namespace: string): readonly object[] {
	return placedIn(world, context, namespace).flatMap(({ deployment: { pod }, obstacle }) => {
		if (!pod || pod.readyMs !== undefined) return [];
		const warning = (reason: string, message: string) => ({
			apiVersion: 'v1',
			kind: 'Event',
			involvedObject: { kind: 'Pod', name: pod.name, namespace },
			lastTimestamp: new Date(world.nowMs).toISOString(),
			eventTime: null,
			metadata: { name: `${pod.name}.18e9f2005295be33`, namespace },
			reason,
			message,
			type: 'Warning',
		});
		switch (obstacle?.kind) {
			case 'key':
				return [
					warning('FailedMount', `MountVolume.SetUp failed for volume "secrets" : references non-existent secret key: ${obstacle.key}`),
				];
			case 'secret':
				return [warning('FailedMount', `MountVolume.SetUp failed for volume "secrets" : secret "${obstacle.name}" not found`)];
			case 'image':
				return [warning('Failed', 'Error: ErrImagePull')];
			default:
				return [];
		}
	});
}

/** The kubelet's own figures of every pod on the node. */
export function usageOf(world: World, context: string): object {
	const namespaces = world.minikube.profiles[context]?.namespaces ?? {};
	const pods = Object.keys(namespaces).flatMap((namespace) =>
		placedIn(world, context, namespace).flatMap(({ deployment: { pod } }) =>
			pod ? [{ podRef: { name: pod.name, namespace }, cpu: { usageNanoCores: 402121 }, memory: { workingSetBytes: 65613824 } }] : [],
		),
	);
	return { node: { nodeName: context }, pods };
}
