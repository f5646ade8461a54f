import { defineCheck } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { kubectl, must, type Place } from '../kube.js';

/** Gives up a claim whose volume does not exist any more, so that the release can have an empty one. */
export function replaceLostClaim(place: Place, release: string, claim: string): Step {
	const command = kubectl(place, 'delete', 'persistentvolumeclaim', claim, '--wait=false');
	return {
		id: 'volume.replace',
		title: `Give up the claim "${claim}"`,
		done: `Claim "${claim}" given up`,
		goal: defineCheck({
			id: 'volume.not-lost',
			title: `The claim "${claim}" is not without its volume`,
			needs: { workloads: workloadsProbe(place, release) },
			diagnose: ({ workloads }) =>
				workloads.claims.some(({ name, phase }) => name === claim && phase === 'Lost') ? [found('volume.lost')] : [],
		}),
		after: [],
		preview: [command.join(' ')],
		seconds: 10,
		// Its pods end first.
		withinMs: 60_000,
		destroys: `Whatever was on the volume of "${claim}", if that comes back.`,
		async run({ ports, signal }) {
			await must(ports, command, { signal, timeoutMs: 30_000 }, `The claim "${claim}" could not be deleted`);
			const pods = kubectl(place, 'delete', 'pods', '-l', `app.kubernetes.io/instance=${release}`, '--wait=false');
			await must(ports, pods, { signal, timeoutMs: 30_000 }, 'The pods that hold the claim could not be ended');
		},
	};
}
