import type { SimulatedProfile, World } from '../../core/world.js';
import { modelObjects, settleModel } from './simulated-model.js';
import { isSet, obstacleOf, type Placed, settlePod, toPod } from './simulated-pods.js';

/** What the controllers and the kubelet have done by now: pods are made, and become ready when nothing keeps them. */
export function settle(world: World): World {
	const profiles = Object.fromEntries(
		Object.entries(world.minikube.profiles).map(([name, profile]) => [
			name,
			profile.state === 'running' ? settleProfile(profile, world) : profile,
		]),
	);
	return { ...world, minikube: { ...world.minikube, profiles } };
}

function settleProfile(profile: SimulatedProfile, world: World): SimulatedProfile {
	const namespaces = Object.entries(profile.namespaces).map(([name, namespace]) => {
		const releases = Object.entries(namespace.releases).map(([id, release]) => {
			const deployments = release.deployments.map((deployment) => settlePod(deployment, name, profile, world));
			return [id, settleModel({ ...release, deployments }, world)] as const;
		});
		return [name, { ...namespace, releases: Object.fromEntries(releases) }] as const;
	});
	return { ...profile, namespaces: Object.fromEntries(namespaces) };
}

export function placedIn(world: World, context: string, namespace: string): readonly Placed[] {
	const profile = world.minikube.profiles[context];
	if (!profile) return [];
	return Object.entries(profile.namespaces[namespace]?.releases ?? {}).flatMap(([release, { deployments }]) =>
		deployments.map((deployment) => ({ release, deployment, obstacle: obstacleOf(deployment, namespace, profile, world) })),
	);
}

export function podsOf(world: World, context: string, namespace: string, release: string): readonly Placed[] {
	return placedIn(world, context, namespace).filter((placed) => placed.release === release && placed.deployment.pod);
}

/** Deployments, StatefulSets, jobs, pods and volume claims of a release, as `kubectl get -o json` lists them. */
export function objectsOf(world: World, context: string, namespace: string, release: string): readonly object[] {
	const placed = placedIn(world, context, namespace).filter((each) => each.release === release);
	const made = world.minikube.profiles[context]?.namespaces[namespace]?.releases[release];
	const claims = world.minikube.profiles[context]?.namespaces[namespace]?.claims.filter((claim) => claim.release === release) ?? [];
	return [
		...placed.map(toDeployment),
		...placed.flatMap((each) => toPod(each)),
		...(made ? modelObjects(release, made, world) : []),
		...claims.map(({ name }) => ({
			apiVersion: 'v1',
			kind: 'PersistentVolumeClaim',
			metadata: { name, namespace },
			status: { phase: 'Bound' },
		})),
	];
}

/** The same of everything in a namespace, with the namespaces of the cluster. */
export function allObjectsOf(world: World, context: string, namespace: string): readonly { readonly kind: string }[] {
	const namespaces = world.minikube.profiles[context]?.namespaces ?? {};
	const objects = Object.keys(namespaces[namespace]?.releases ?? {}).flatMap((release) => objectsOf(world, context, namespace, release));
	return [
		...(objects as { kind: string }[]),
		...Object.keys(namespaces).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
	];
}

function toDeployment({ release, deployment }: Placed) {
	const { name, component, replicas, pod } = deployment;
	const ready = pod?.readyMs === undefined ? 0 : replicas;
	const counts =
		replicas === 0
			? {}
			: {
					replicas,
					updatedReplicas: replicas,
					...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : { unavailableReplicas: replicas }),
				};
	return {
		apiVersion: 'apps/v1',
		kind: isSet(deployment) ? 'StatefulSet' : 'Deployment',
		metadata: { name, generation: 1, labels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/instance': release } },
		spec: { replicas },
		status: { observedGeneration: 1, ...counts },
	};
}
