import type { Command } from '../../core/shell.js';
import type { StepContext } from '../../core/step.js';
import { itemsOf, type KubeObject } from '../../workloads/facts/object.js';
import { kubectl, must, type Place } from '../kube.js';

/** Where a volume says what was to become of it, while it is kept from that. */
const policyNote = 'todo-k8s-setup/reclaim-policy';

/** A claim that is being deleted waits for its pods; theirs is a grace period of 30 s. */
const patienceMs = 90_000;

/**
 * Keeps what is on the volumes of claims that are being deleted, or were: the volume is kept from going with its claim,
 * the pods that hold the claim end, and a claim of the same name gets the same volume again. The claims themselves are
 * made by whoever makes the release. Each part is found done when a run before this one was cut off.
 */
export async function keepVolumes(context: StepContext, place: Place, release: string): Promise<void> {
	const { ports, signal, progress } = context;
	const before = await readStorage(context, place, release);
	const leaving = before.claims.filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
	if (leaving.length > 0) {
		const names = leaving.map(({ metadata }) => metadata.name);
		progress({ says: `keeping the volume of ${names.join(', ')}` });
		for (const { spec } of leaving) {
			const volume = before.volumes.find(({ metadata }) => metadata.name === spec?.volumeName);
			if (volume) await hold(context, place, volume);
		}
		const pods = before.pods.filter(({ spec }) =>
			spec?.volumes?.some(({ persistentVolumeClaim: claim }) => names.includes(claim?.claimName ?? '')),
		);
		if (pods.length > 0) {
			const command = kubectl(place, 'delete', 'pods', ...pods.map(({ metadata }) => metadata.name), '--wait=false');
			await must(ports, command, { signal, timeoutMs: 30_000 }, 'The pods that hold the claim could not be ended');
		}
		const deadline = ports.clock.now() + patienceMs;
		const stillThere = async () =>
			(await readStorage(context, place, release)).claims.some(
				({ metadata }) => names.includes(metadata.name) && metadata.deletionTimestamp,
			);
		while ((await stillThere()) && ports.clock.now() < deadline) await ports.clock.sleep(1000, signal);
	}
	const { claims, volumes } = await readStorage(context, place, release);
	const free = volumes.filter(({ spec }) => !claims.some(({ metadata }) => metadata.name === spec?.claimRef?.name));
	for (const volume of free) await bindAgain(context, place, release, volume);
	if (free.length > 0) progress({ line: `Volumes kept: ${free.map(({ metadata }) => metadata.name).join(', ')}` });
}

interface VolumeSpec {
	readonly persistentVolumeReclaimPolicy?: string;
	readonly claimRef?: { readonly namespace?: string; readonly name?: string };
}

interface PodSpec {
	readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[];
}

interface Storage {
	readonly claims: readonly KubeObject<{ readonly volumeName?: string }>[];
	/** Those that are, or were, of claims of the release. */
	readonly volumes: readonly KubeObject<VolumeSpec, { readonly phase?: string }>[];
	readonly pods: readonly KubeObject<PodSpec>[];
}

/** Volumes have no label that says whose they are, so the name of the claim does: Helm and StatefulSets begin it with the release's. */
async function readStorage({ ports, signal }: StepContext, place: Place, release: string): Promise<Storage> {
	const command = kubectl(place, 'get', 'persistentvolumeclaims,pods,persistentvolumes', '-o', 'json');
	const objects = itemsOf(await must(ports, command, { signal, timeoutMs: 15_000 }, 'The volumes could not be read'));
	const isOurs = (name = '') => name.startsWith(`${release}-`) || name.startsWith(`data-${release}-`);
	const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
	return {
		claims: (ofKind('PersistentVolumeClaim') as Storage['claims']).filter(({ metadata }) => isOurs(metadata.name)),
		volumes: (ofKind('PersistentVolume') as Storage['volumes']).filter(
			({ spec }) => spec?.claimRef?.namespace === place.namespace && isOurs(spec.claimRef.name),
		),
		pods: ofKind('Pod') as Storage['pods'],
	};
}

async function hold(context: StepContext, place: Place, { metadata, spec }: Storage['volumes'][number]): Promise<void> {
	const policy = metadata.annotations?.[policyNote] ?? spec?.persistentVolumeReclaimPolicy ?? 'Delete';
	await patch(context, place, metadata.name, {
		metadata: { annotations: { [policyNote]: policy } },
		spec: { persistentVolumeReclaimPolicy: 'Retain' },
	});
}

/**
 * Without the id of the claim that is gone, the volume waits for one of the same name. It may go with its claim again only
 * once it does: what is still "released" and to be deleted then is deleted at once, with all that is on it.
 */
async function bindAgain(context: StepContext, place: Place, release: string, volume: Storage['volumes'][number]): Promise<void> {
	const { name, annotations } = volume.metadata;
	if (volume.status?.phase === 'Released') await patch(context, place, name, { spec: { claimRef: { uid: null, resourceVersion: null } } });
	const policy = annotations?.[policyNote];
	if (policy === undefined) return;
	const { ports, signal } = context;
	const isReleased = async () => {
		const { volumes } = await readStorage(context, place, release);
		return volumes.some(({ metadata, status }) => metadata.name === name && status?.phase === 'Released');
	};
	const deadline = ports.clock.now() + patienceMs;
	while (await isReleased()) {
		// Kept for good is better than gone.
		if (ports.clock.now() > deadline) return;
		await ports.clock.sleep(500, signal);
	}
	await patch(context, place, name, {
		metadata: { annotations: { [policyNote]: null } },
		spec: { persistentVolumeReclaimPolicy: policy },
	});
}

async function patch({ ports, signal }: StepContext, place: Place, volume: string, content: object): Promise<void> {
	const command: Command = kubectl(place, 'patch', 'persistentvolume', volume, '--type=merge', '-p', JSON.stringify(content));
	await must(ports, command, { signal, timeoutMs: 15_000 }, `The volume ${volume} could not be kept`);
}
