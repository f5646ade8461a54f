import type { Companion, ReleaseNames } from '../../core/app.js';
import { defineCheck, type Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step, StepContext } from '../../core/step.js';
import { found, manualFixes } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import type { DeploymentFacts } from '../../workloads/facts/controller.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { helm, must, type Place } from '../kube.js';
import { secretProbe, secretSum } from '../secret.js';
import { keepVolumes } from '../volumes/keep.js';
import { replaceLostClaim } from '../volumes/replace.js';
import { description, type ReleaseInputs, upgradeCommand } from './chart-commands.js';
import { driftOf } from './drift.js';
import { helmFindings } from './helm-issues.js';
import { clearPending, clearRemedy } from './pending.js';
import { type ReleaseFacts, releaseProbe } from './release-probe.js';
import { restoreObjects } from './restore-objects.js';

/** Installs or upgrades the release. Its description notes what went in, so that a re-run knows without comparing objects. */
export function installRelease(inputs: ReleaseInputs, after: readonly string[]): Step {
	const { place, names, system, settings } = inputs;
	const secret = secretProbe(place, names.secret);
	return {
		id: 'release.install',
		title: `Install the release "${names.release}"`,
		done: `Release "${names.release}" installed`,
		goal: defineCheck({
			id: 'release.deployed',
			title: `The release "${names.release}" is deployed as it should be`,
			needs: { release: releaseProbe(place, names.release), secret, workloads: workloadsProbe(place, names.release) },
			diagnose: ({ release, secret: keys, workloads }): Finding[] => {
				const lost = claimTroubles(place, names.release, workloads);
				if (lost.length > 0) return lost;
				if (release.status !== 'deployed') return [notDeployed(place, names.release, release)];
				if (release.description !== description(inputs, secretSum(keys, system))) {
					return [
						found('release.outdated', {
							says: `The release "${names.release}" was made from other files, images or secrets.`,
							because: `revision ${release.revision}`,
						}),
					];
				}
				const gone = stopped(workloads, names, settings.app.companions);
				return gone.length > 0 ? gone : drifted(names.release, release);
			},
			describe: ({ release }) => ({
				subject: `Release "${names.release}"`,
				fact: `${release.status}${release.revision ? ` · revision ${release.revision}` : ''}`,
			}),
		}),
		after: [...after, 'helm.install'],
		preview: [upgradeCommand(inputs, '<sum of the secrets>').join(' ')],
		costs: `namespace ${place.namespace}`,
		seconds: 5,
		withinMs: 10_000,
		run: (context) => upgrade(context, inputs),
	};
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
function claimTroubles(place: Place, release: string, { claims }: WorkloadFacts): Finding[] {
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

/** What somebody changed behind Helm's back. */
function drifted(name: string, { manifest, live }: ReleaseFacts): Finding[] {
	const [first, ...others] = live ? driftOf(manifest, live) : [];
	if (!first) return [];
	const { kind, name: object, at, differs } = first;
	if (kind === 'PersistentVolumeClaim') return [found('volume.claim-gone', { says: `The claim "${object}" is gone.` })];
	const also = others.length === 0 ? '' : `; so are ${others.map((each) => `${each.kind} ${each.name}`).join(', ')}`;
	return [
		found('release.drifted', {
			says: `The ${kind} "${object}" is not as the release "${name}" made it.`,
			because: `${at === undefined ? 'it' : at} ${differs}${also}`,
		}),
	];
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

async function upgrade(context: StepContext, inputs: ReleaseInputs): Promise<void> {
	const { ports, signal, progress } = context;
	const { place, names } = inputs;
	const [before, workloads] = await Promise.all([
		releaseProbe(place, names.release).read(ports, signal),
		workloadsProbe(place, names.release).read(ports, signal),
	]);
	const troubles = claimTroubles(place, names.release, workloads);
	const lost = troubles.filter(({ id }) => id === 'volume.lost');
	if (lost.length > 0)
		throw new StepFailed('A volume of the app is gone. Nothing was replaced, since that would begin with empty data.', { findings: lost });
	const isGone = before.live && driftOf(before.manifest, before.live).some(({ kind }) => kind === 'PersistentVolumeClaim');
	if (troubles.length > 0 || isGone) await keepVolumes(context, place, names.release);
	await clearPending(context, place, names.release, before);
	const secrets = await secretProbe(place, names.secret).read(ports, signal);
	await restoreObjects(context, place, before);
	const outcome = await ports.shell.run(upgradeCommand(inputs, secretSum(secrets, ports.system)), {
		signal,
		timeoutMs: 3 * 60_000,
		onLine: (line) => progress({ line }),
	});
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	const said = outcome.kind === 'exited' ? `${outcome.stderr}\n${outcome.stdout}` : outcome.kind;
	const cleaned = before.status === 'absent' ? await removeHalfInstall(context, inputs) : 'The release before it is untouched.';
	throw new StepFailed(`helm upgrade of "${names.release}" failed. ${cleaned}`, {
		findings: helmFindings(said, inputs.valuesFile),
		lastLines: lastLines(said),
		failed: { command: 'helm upgrade --install', output: said },
	});
}

/** A failed first install leaves no half release behind. */
async function removeHalfInstall({ ports, signal }: StepContext, { place, names }: ReleaseInputs): Promise<string> {
	const outcome = await ports.shell.run(helm(place, 'uninstall', names.release, '--ignore-not-found'), { signal, timeoutMs: 60_000 });
	return outcome.kind === 'exited' && outcome.code === 0
		? 'Nothing of the release was left behind.'
		: `Its remains could not be removed: helm uninstall ${names.release} --namespace ${place.namespace}.`;
}

/** Uninstalls the release; volumes and secrets are not part of it. */
export function removeRelease(place: Place, name: string, after: readonly string[]): Step {
	return {
		id: 'release.remove',
		title: `Uninstall the release "${name}"`,
		done: `Release "${name}" uninstalled`,
		goal: defineCheck({
			id: 'release.removed',
			title: `There is no release "${name}"`,
			needs: { release: releaseProbe(place, name), workloads: workloadsProbe(place, name) },
			diagnose: ({ release, workloads }) => {
				if (release.status !== 'absent')
					return [found('release.still-there', { says: `The release "${name}" is ${release.status}.`, because: release.said })];
				return workloads.pods.length > 0
					? [
							found('release.pods-left', {
								says: 'Pods of the release are still ending.',
								because: workloads.pods.map((pod) => pod.name).join(', '),
							}),
						]
					: [];
			},
		}),
		after,
		preview: [helm(place, 'uninstall', name, '--wait').join(' ')],
		seconds: 10,
		// The pods' grace period is 30 s.
		withinMs: 60_000,
		run: async ({ ports, signal }) => {
			await must(
				ports,
				helm(place, 'uninstall', name, '--ignore-not-found'),
				{ signal, timeoutMs: 2 * 60_000 },
				'The release could not be uninstalled',
			);
		},
	};
}
