import type { Companion, ReleaseNames } from '../../core/app.js';
import type { Finding } from '../../core/check.js';
import { found, manualFixes } from '../../knowledge/found.js';
import type { DeploymentFacts } from '../../workloads/facts/controller.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import type { Place } from '../kube.js';
import { replaceLostClaim } from '../volumes/replace.js';
import { type Drift, driftOf } from './drift.js';
import { clearRemedy } from './pending.js';
import { type ReleaseFacts, releaseProbe } from './release-probe.js';

export interface ReleaseState {
	readonly place: Place;
	readonly names: ReleaseNames;
	readonly companions: readonly Companion[];
	/** The description that it would have if it was made from what there is now. */
	readonly wanted: string;
	readonly release: ReleaseFacts;
	readonly workloads: WorkloadFacts;
}

/** What keeps a release from being deployed as it should be, the root first. */
export function releaseTroubles({ place, names, companions, wanted, release, workloads }: ReleaseState): Finding[] {
	const claims = claimTroubles(place, names.release, workloads);
	if (claims.length > 0) return claims;
	if (release.status !== 'deployed') return [notDeployed(place, names.release, release)];
	if (release.description !== wanted) {
		return [
			found('release.outdated', {
				says: `The release "${names.release}" was made from other files, images or secrets.`,
				because: `revision ${release.revision}`,
			}),
		];
	}
	const drifts = driftOf(release);
	const gone = stopped(workloads, names, companions);
	// What is stopped differs from the manifest, too, and is said once.
	return [...claimsGone(drifts), ...(gone.length > 0 ? gone : changed(names.release, drifts))];
}

/** What Helm believes to be there, and somebody took away behind its back. */
function stopped({ deployments, statefulSets }: WorkloadFacts, names: ReleaseNames, companions: readonly Companion[]): Finding[] {
	const isStopped = (made: readonly DeploymentFacts[]) => (name: string) => !made.some((each) => each.name === name && each.wanted > 0);
	const servers = companions.map(({ name }) => `${names.release}-${name}`);
	return [
		...[names.backend, names.frontend].filter(isStopped(deployments)).map((name) => ['Deployment', name]),
		...servers.filter(isStopped(statefulSets)).map((name) => ['StatefulSet', name]),
	].map(([kind, name]) =>
		found('release.deployment-stopped', {
			says: `The ${kind} "${name}" is gone or scaled to 0.`,
			because: 'kubectl get deployments,statefulsets',
		}),
	);
}

/** Volumes that are about to be lost, or are. */
export function claimTroubles(place: Place, release: string, { claims }: WorkloadFacts): Finding[] {
	return claims.flatMap(({ name, phase, volume, leaving }): Finding[] => {
		if (leaving) {
			const says = `The claim "${name}" is being deleted, and its data goes with it as soon as no pod holds it.`;
			return [found('volume.leaving', { says, because: `claim ${name}: Terminating, volume ${volume ?? 'unknown'}` })];
		}
		if (phase !== 'Lost') return [];
		const anew = 'Go on with an empty volume';
		return [
			found('volume.lost', {
				says: `The volume of the claim "${name}" is gone.`,
				because: `claim ${name}: Lost, volume ${volume ?? 'unknown'}`,
				remedies: [...manualFixes('volume.lost'), { kind: 'step', says: anew, step: replaceLostClaim(place, release, name) }],
			}),
		];
	});
}

function claimsGone(drifts: readonly Drift[]): Finding[] {
	return drifts.filter(isClaim).map(({ name }) => found('volume.claim-gone', { says: `The claim "${name}" is gone.` }));
}

/** What somebody changed behind Helm's back, in one sentence. */
function changed(release: string, drifts: readonly Drift[]): Finding[] {
	const [first, ...others] = drifts.filter((each) => !isClaim(each));
	if (!first) return [];
	const { kind, name, at, differs } = first;
	const also = others.length === 0 ? '' : `; so are ${others.map((each) => `${each.kind} ${each.name}`).join(', ')}`;
	return [
		found('release.drifted', {
			says: `The ${kind} "${name}" is not as the release "${release}" made it.`,
			because: `${at ?? 'it'} ${differs}${also}`,
		}),
	];
}

function isClaim({ kind }: Drift): boolean {
	return kind === 'PersistentVolumeClaim';
}

function notDeployed(place: Place, name: string, { status, said, revision }: ReleaseFacts): Finding {
	if (status === 'absent') return found('release.absent', { says: `The release "${name}" is not installed.`, because: said });
	if (status.startsWith('pending'))
		return found('helm.pending', {
			says: `An earlier Helm run on "${name}" was cut off.`,
			because: `status ${status}, revision ${revision}`,
			remedies: [clearRemedy(place, name, releaseProbe(place, name))],
		});
	return found('release.broken', { says: `The release "${name}" is ${status}.`, because: said });
}
