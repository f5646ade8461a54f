import type { SimulatedDeployment, SimulatedProfile, World } from '../../core/world.js';

/** How long a container takes from its creation until it is ready. */
const startMs = 3000;

/** The pod that there is by now: a new one when its template changed, ready when nothing keeps it. */
export function settlePod(
	deployment: SimulatedDeployment,
	namespace: string,
	profile: SimulatedProfile,
	world: World,
): SimulatedDeployment {
	if (deployment.replicas === 0) return { ...deployment, pod: undefined };
	const old = deployment.pod?.template === deployment.template ? deployment.pod : undefined;
	const pod = old ?? {
		name: isSet(deployment)
			? `${deployment.name}-0`
			: `${deployment.name}-${suffixOf(deployment.template, 10)}-${suffixOf(`${world.nowMs}`, 5)}`,
		template: deployment.template,
		createdMs: world.nowMs,
		readyMs: undefined,
	};
	const readyAt = pod.createdMs + startMs;
	const kept = pod.readyMs === undefined && (world.nowMs < readyAt || obstacleOf(deployment, namespace, profile, world) !== undefined);
	return { ...deployment, pod: kept ? pod : { ...pod, readyMs: pod.readyMs ?? readyAt } };
}

/** The servers beside the app keep their names and their volumes. */
export function isSet({ component }: SimulatedDeployment): boolean {
	return component === 'postgres' || component === 'ollama';
}

function suffixOf(text: string, length: number): string {
	let sum = 7;
	for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
	return `${sum.toString(36)}bcdfghjklm`.slice(0, length);
}

type Obstacle =
	| { readonly kind: 'image' }
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'secret'; readonly name: string }
	| { readonly kind: 'crash' };

/** What keeps a pod that is not ready yet. */
export function obstacleOf(
	deployment: SimulatedDeployment,
	namespace: string,
	profile: SimulatedProfile,
	{ faults }: World,
): Obstacle | undefined {
	const { image, mounts, component } = deployment;
	const secret = mounts && profile.namespaces[namespace]?.secrets[mounts.secret];
	if (mounts && !secret) return { kind: 'secret', name: mounts.secret };
	const key = mounts?.keys.find((each) => !secret?.[each]);
	if (key) return { kind: 'key', key };
	// Those of the servers come from their registry, which answers.
	if (!isSet(deployment) && !profile.images.includes(image)) return { kind: 'image' };
	return faults.crash === component ? { kind: 'crash' } : undefined;
}

/** A Deployment in its release, with what keeps its pod. */
export interface Placed {
	readonly release: string;
	readonly deployment: SimulatedDeployment;
	readonly obstacle: Obstacle | undefined;
}

/** As `kubectl get -o json` has it; none when there is none. */
export function toPod({ release, deployment, obstacle }: Placed): readonly object[] {
	const { component, image, pod } = deployment;
	if (!pod) return [];
	const ready = pod.readyMs !== undefined;
	const { secret: secretName = '', keys = [] } = deployment.mounts ?? {};
	const mounted = keys.length === 0 ? [] : [{ name: 'secrets', secret: { secretName, items: keys.map((key) => ({ key })) } }];
	const condition = (type: string, status: boolean) => ({ type, status: status ? 'True' : 'False' });
	const container = (name: string, state: object, more: object = {}) => ({
		name,
		image,
		imageID: '',
		ready,
		restartCount: 0,
		lastState: {},
		state,
		...more,
	});
	const running = { running: { startedAt: new Date(pod.createdMs).toISOString() } };
	const migrated = container(
		'migrate',
		{ terminated: { exitCode: 0, reason: 'Completed', finishedAt: new Date(pod.createdMs).toISOString() } },
		{ ready: true },
	);
	const status = ready
		? { containerStatuses: [container(component, running)], ...(component === 'backend' ? { initContainerStatuses: [migrated] } : {}) }
		: waiting(component, container, obstacle);
	return [
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {
				name: pod.name,
				creationTimestamp: new Date(pod.createdMs).toISOString(),
				ownerReferences: [
					{ kind: isSet(deployment) ? 'StatefulSet' : 'ReplicaSet', name: pod.name.replace(/-[^-]+$/, ''), controller: true },
				],
				labels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/instance': release },
			},
			spec: { nodeName: 'minikube', serviceAccountName: deployment.name, volumes: mounted },
			status: {
				conditions: [condition('Initialized', ready), condition('Ready', ready), condition('PodScheduled', true)],
				phase: ready ? 'Running' : 'Pending',
				...status,
			},
		},
	];
}

function waiting(
	component: string,
	container: (name: string, state: object, more?: object) => object,
	obstacle: Obstacle | undefined,
): object {
	const initializing = { waiting: { reason: 'PodInitializing' } };
	const first = (state: object, more?: object) =>
		component === 'backend'
			? { initContainerStatuses: [container('migrate', state, more)], containerStatuses: [container(component, initializing)] }
			: { containerStatuses: [container(component, state, more)] };
	switch (obstacle?.kind) {
		case 'image':
			return first({
				waiting: {
					reason: 'ErrImagePull',
					message:
						'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
				},
			});
		case 'crash':
			return {
				containerStatuses: [
					container(
						component,
						{ waiting: { reason: 'CrashLoopBackOff', message: `back-off 10s restarting failed container=${component}` } },
						{ restartCount: 2, lastState: { terminated: { exitCode: 1, reason: 'Error' } } },
					),
				],
			};
		default:
			return first({ waiting: { reason: 'PodInitializing' } });
	}
}
