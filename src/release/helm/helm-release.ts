import { defineCheck } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { helm, kubectl, must, type Place } from '../kube.js';
import { secretProbe, secretSum } from '../secret.js';
import { keepVolumes } from '../volumes/keep.js';
import { description, type ReleaseInputs, upgradeCommand } from './chart-commands.js';
import { type Drift, driftOf } from './drift.js';
import { helmFindings } from './helm-issues.js';
import { clearPending } from './pending.js';
import { releaseProbe } from './release-probe.js';
import { claimTroubles, releaseTroubles } from './release-troubles.js';
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
			diagnose: ({ release, secret: keys, workloads }) =>
				releaseTroubles({
					place,
					names,
					companions: settings.app.companions,
					wanted: description(inputs, secretSum(keys, system)),
					release,
					workloads,
				}),
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

async function upgrade(context: StepContext, inputs: ReleaseInputs): Promise<void> {
	const { ports, signal, progress } = context;
	const { place, names } = inputs;
	const [before, workloads, secrets] = await Promise.all([
		context.read(releaseProbe(place, names.release)),
		context.read(workloadsProbe(place, names.release)),
		context.read(secretProbe(place, names.secret)),
	]);
	const drifts = driftOf(before);
	await saveClaims(context, inputs, workloads, drifts);
	// What is put right by that has other objects afterwards.
	const wasPending = await clearPending(context, place, names.release, before);
	const release = wasPending ? await releaseProbe(place, names.release).read(ports, signal) : before;
	await restoreObjects(context, place, wasPending ? driftOf(release) : drifts, release.live);
	const outcome = await ports.shell.run(upgradeCommand(inputs, secretSum(secrets, ports.system)), {
		signal,
		timeoutMs: 3 * 60_000,
		onLine: (line) => progress({ line }),
	});
	if (outcome.kind === 'exited' && outcome.code === 0) {
		// The web server looks the backend's address up when it starts, and a new Service has a new one.
		if (drifts.some((each) => isGone(each, 'Service') && each.name === names.backend)) await restart(context, place, names.frontend);
		return;
	}
	signal.throwIfAborted();
	const said = outcome.kind === 'exited' ? `${outcome.stderr}\n${outcome.stdout}` : outcome.kind;
	const cleaned = before.status === 'absent' ? await removeHalfInstall(context, inputs) : 'The release before it is untouched.';
	throw new StepFailed(`helm upgrade of "${names.release}" failed. ${cleaned}`, {
		findings: helmFindings(said, inputs.valuesFile),
		lastLines: lastLines(said),
		failed: { command: 'helm upgrade --install', output: said },
	});
}

/** What is on a volume is kept, where its claim goes or went. Where the volume itself is gone, that is not for us to decide. */
async function saveClaims(
	context: StepContext,
	{ place, names }: ReleaseInputs,
	workloads: WorkloadFacts,
	drifts: readonly Drift[],
): Promise<void> {
	const troubles = claimTroubles(place, names.release, workloads);
	const lost = troubles.filter(({ id }) => id === 'volume.lost');
	if (lost.length > 0)
		throw new StepFailed('A volume of the app is gone. Nothing was replaced, since that would begin with empty data.', { findings: lost });
	if (troubles.length > 0 || drifts.some((each) => isGone(each, 'PersistentVolumeClaim'))) await keepVolumes(context, place, names.release);
}

function isGone({ kind, at }: Drift, wanted: string): boolean {
	return kind === wanted && at === undefined;
}

async function restart({ ports, signal }: StepContext, place: Place, deployment: string): Promise<void> {
	const command = kubectl(place, 'rollout', 'restart', `deployment/${deployment}`);
	await must(ports, command, { signal, timeoutMs: 30_000 }, `The Deployment "${deployment}" could not be restarted`);
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
		removes: `the release "${name}"`,
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
