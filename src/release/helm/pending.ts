import { defineCheck, type Probe, type Remedy } from '../../core/check.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { helm, must, type Place } from '../kube.js';
import type { ReleaseFacts } from './release-probe.js';

/** Puts a release right that a run left pending: Helm refuses to touch it otherwise. Nothing is lost by it. */
export function clearRemedy(place: Place, name: string, probe: Probe<ReleaseFacts>): Remedy {
	return {
		kind: 'step',
		says: 'Go back to the last good revision',
		costs: 'volumes and secrets stay',
		step: clearRelease(place, name, probe),
	};
}

function clearRelease(place: Place, name: string, probe: Probe<ReleaseFacts>): Step {
	return {
		id: 'release.clear',
		title: `Clear what an earlier Helm run left of "${name}"`,
		done: `Release "${name}" cleared`,
		goal: defineCheck({
			id: 'release.not-pending',
			title: `No Helm run on "${name}" is pending`,
			needs: { release: probe },
			diagnose: ({ release }) =>
				release.status.startsWith('pending') ? [found('helm.pending', { says: `The release "${name}" is still ${release.status}.` })] : [],
		}),
		after: [],
		preview: [`${helm(place, 'rollback', name).join(' ')}    # helm uninstall, if it was the first install`],
		seconds: 5,
		async run(context) {
			await clearPending(context, place, name, await probe.read(context.ports, context.signal));
		},
	};
}

/** Helm refuses to touch a release whose last operation was cut off; going back to the last good state frees it. Tells whether it was so. */
export async function clearPending(
	{ ports, signal, progress }: StepContext,
	place: Place,
	name: string,
	before: ReleaseFacts,
): Promise<boolean> {
	const options = { signal, timeoutMs: 2 * 60_000 };
	if (before.status === 'pending-install' || before.status === 'uninstalling' || (before.status === 'failed' && before.revision === 1)) {
		progress({ line: `The first install is ${before.status}; it is taken away before it is made anew. Volumes and secrets stay.` });
		await must(ports, helm(place, 'uninstall', name, '--ignore-not-found'), options, 'The half-made release could not be removed');
		return true;
	}
	if (before.status.startsWith('pending')) {
		progress({ line: `The release is ${before.status}; going back to the last good revision` });
		await must(ports, helm(place, 'rollback', name), options, 'The cut-off upgrade could not be rolled back');
		return true;
	}
	return false;
}
