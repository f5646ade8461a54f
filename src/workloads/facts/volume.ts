import type { KubeObject } from './object.js';
import { toMs } from './object.js';

export interface ClaimFacts {
	readonly name: string;
	/** Pending, Bound, Lost. */
	readonly phase: string;
	/** undefined: the default class. '': none on purpose. */
	readonly className?: string | undefined;
	readonly createdMs?: number;
	/** Asked for by name, or bound to. */
	readonly volume?: string | undefined;
	/** It goes as soon as no pod holds it any more. */
	readonly leaving?: boolean;
}

interface ClaimSpec {
	readonly storageClassName?: string;
	readonly volumeName?: string;
}

interface Phase {
	readonly phase?: string;
}

export function toClaim(object: KubeObject): ClaimFacts {
	const { metadata, spec, status } = object as KubeObject<ClaimSpec, Phase>;
	return {
		name: metadata.name,
		phase: status?.phase ?? 'Unknown',
		className: spec?.storageClassName,
		createdMs: toMs(metadata.creationTimestamp),
		volume: spec?.volumeName,
		...(metadata.deletionTimestamp ? { leaving: true } : {}),
	};
}

export interface VolumeFacts {
	readonly name: string;
	/** Available, Bound, Released, Failed. */
	readonly phase: string;
	/** The claim it is, or was, bound to. */
	readonly claim: { readonly namespace: string; readonly name: string } | undefined;
}

interface VolumeSpec {
	readonly claimRef?: { readonly namespace?: string; readonly name?: string };
}

export function toVolume(object: KubeObject): VolumeFacts {
	const { metadata, spec, status } = object as KubeObject<VolumeSpec, Phase>;
	const { namespace = '', name = '' } = spec?.claimRef ?? {};
	return { name: metadata.name, phase: status?.phase ?? 'Unknown', claim: name ? { namespace, name } : undefined };
}

export interface StorageClassFacts {
	readonly name: string;
	readonly provisioner: string;
	readonly isDefault: boolean;
	/** It makes a volume only once a pod has a node. */
	readonly waitsForPod: boolean;
}

export function toStorageClass(object: KubeObject): StorageClassFacts {
	const { metadata, provisioner, volumeBindingMode } = object as KubeObject & {
		readonly provisioner?: string;
		readonly volumeBindingMode?: string;
	};
	return {
		name: metadata.name,
		provisioner: provisioner ?? '',
		isDefault: metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
		waitsForPod: volumeBindingMode === 'WaitForFirstConsumer',
	};
}
