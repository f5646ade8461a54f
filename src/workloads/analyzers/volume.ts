import type { NamespaceFacts } from '../facts/index.js';
import type { ClaimFacts } from '../facts/volume.js';
import { type Analyzer, listed, ref, type Trouble, trouble, warningOf } from '../trouble.js';

/** A provisioner takes some seconds. */
const patienceMs = 20_000;
/** That of a cluster which has just started takes longer: its first try ends after 30 s when the API's address is not routed yet, and the next begins 10 s later. */
export const newProvisionerMs = 60_000;

export const claims: Analyzer = (facts) => facts.claims.flatMap((claim) => judge(facts, claim));

function judge(facts: NamespaceFacts, claim: ClaimFacts): readonly Trouble[] {
	const { name, phase, className } = claim;
	const at = ref('PersistentVolumeClaim', name);
	if (phase === 'Lost') {
		const says = `The volume of the claim "${name}" is gone.`;
		return [
			trouble(
				at,
				'volume.lost',
				{ says, because: `claim ${name}: Lost, volume ${claim.volume ?? 'unknown'}` },
				{ short: 'has lost its volume', fatal: true },
			),
		];
	}
	if (phase !== 'Pending') return [];
	const said = warningOf(facts, at, 'ProvisioningFailed', 'FailedBinding', 'VolumeBindingFailed')?.message;
	const known = facts.kinds.has('StorageClass');
	const wanted = className ?? facts.storageClasses.find(({ isDefault }) => isDefault)?.name;
	const found = facts.storageClasses.find((each) => each.name === wanted);
	const missing =
		/storageclass(?:\.storage\.k8s\.io)? "([^"]+)" not found/i.exec(said ?? '')?.[1] ??
		(known && className && !found ? className : undefined);
	if (missing) {
		const says = `The claim "${name}" asks for the storage class "${missing}", which does not exist.`;
		const because = known
			? `there are: ${
					listed(
						facts.storageClasses.map((each) => each.name),
						5,
					) || 'none'
				}`
			: said;
		return [
			trouble(
				at,
				'pod.no-storage-class',
				{ says, because },
				{ short: `asks for the storage class ${missing}, which does not exist`, fatal: true },
			),
		];
	}
	const none = className === '' || (known && wanted === undefined) || /no storage class is set/i.test(said ?? '');
	if (none && !claim.volume) {
		const says = `The claim "${name}" has no storage class, and nothing makes a volume for it.`;
		return [
			trouble(
				at,
				'pod.no-storage-class',
				{ says, because: said ?? `claim ${name}: Pending, class ${className === '' ? 'none' : 'the default, and there is none'}` },
				{ short: 'has no storage class', fatal: true },
			),
		];
	}
	// It is made together with the first pod that uses it, so that is no trouble of the claim.
	if (found?.waitsForPod && !said) return [];
	const ageMs = facts.nowMs - (claim.createdMs ?? 0);
	if (ageMs <= patienceMs && !said) return [];
	return [
		trouble(
			at,
			'pod.volume-pending',
			{
				says: `The volume of the claim "${name}" is not made.`,
				because: said ?? `claim ${name}: Pending, class ${wanted ?? 'unknown'} (${found?.provisioner ?? 'unknown'})`,
			},
			{ short: 'is pending', fatal: ageMs > newProvisionerMs },
		),
	];
}

export const volumes: Analyzer = (facts) => [
	...facts.volumes
		.filter(({ phase, claim }) => claim?.namespace === facts.namespace && (phase === 'Released' || phase === 'Failed'))
		.map(({ name, phase, claim }) =>
			trouble(
				ref('PersistentVolume', name),
				'volume.left-over',
				{
					severity: phase === 'Failed' ? 'warning' : 'note',
					says: `The volume "${name}" is left over from the claim "${claim?.name}".`,
					because: `volume ${name}: ${phase}`,
				},
				{ short: `is ${phase.toLowerCase()}` },
			),
		),
	...severalDefaults(facts),
];

function severalDefaults({ storageClasses }: NamespaceFacts): readonly Trouble[] {
	const defaults = storageClasses.filter(({ isDefault }) => isDefault).map(({ name }) => name);
	if (defaults.length < 2) return [];
	return [
		trouble(
			ref('StorageClass', defaults[0] ?? ''),
			'volume.two-defaults',
			{ severity: 'note', because: listed(defaults, 5) },
			{ short: 'is one of several defaults' },
		),
	];
}
