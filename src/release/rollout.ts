import type { ReleaseNames } from '../core/app.js';
import { type Check, defineCheck, type Finding } from '../core/check.js';
import { StepFailed } from '../core/error.js';
import type { Step, StepContext } from '../core/step.js';
import { lastLines } from '../tools/version.js';
import { kubectl, type Place } from './kube.js';
import { judge, type Verdict } from './verdict.js';
import { type WorkloadFacts, workloadsProbe } from './workloads.js';

/** Both Deployments run their newest version, and nothing of an older one is left. */
export function isRolledOut(place: Place, { release, backend, frontend }: ReleaseNames): Check {
	return defineCheck({
		id: 'release.rolled-out',
		title: 'All pods are ready',
		needs: { workloads: workloadsProbe(place, release) },
		diagnose: ({ workloads }): Finding[] => {
			if (workloads.unreachable) return [{ id: 'cluster.unreachable', severity: 'blocker', says: 'The cluster does not answer.', because: workloads.unreachable, remedies: [] }];
			return [backend, frontend].filter((name) => !isUp(workloads, name)).map((name) => ({
				id: 'pod.not-ready',
				severity: 'blocker',
				says: `The Deployment "${name}" is not ready.`,
				because: readiness(workloads),
				remedies: [{ kind: 'manual', says: 'Look at its pods.', commands: [`kubectl --context ${place.context} -n ${place.namespace} describe pods`] }],
			}));
		},
		describe: ({ workloads }) => ({ subject: 'Pods', fact: readiness(workloads) }),
	});
}

function isUp({ deployments }: WorkloadFacts, name: string): boolean {
	const found = deployments.find((each) => each.name === name);
	return found !== undefined && found.settled && found.wanted > 0 && found.available === found.wanted;
}

function readiness({ pods }: WorkloadFacts): string {
	const living = pods.filter(({ terminating }) => !terminating);
	return `${living.filter(({ ready }) => ready).length} of ${living.length} ready`;
}

/** Watches the pods until they are ready; a state that cannot heal ends the wait at once with its cause. */
export function watchRollout(place: Place, names: ReleaseNames): Step {
	return {
		id: 'release.rollout',
		title: 'Wait for the pods',
		done: 'Pods ready',
		goal: isRolledOut(place, names),
		after: ['release.install'],
		preview: [kubectl(place, 'get', 'deployments,pods,events').join(' ')],
		seconds: 15,
		withinMs: 5000,
		async run(context) {
			const { ports, signal, progress } = context;
			const goal = isRolledOut(place, names);
			const deadline = ports.clock.now() + 3 * 60_000;
			let says = '';
			for (;;) {
				const workloads = await workloadsProbe(place, names.release).read(ports, signal);
				if (goal.diagnose({ workloads }).length === 0) return;
				const verdict = judge(workloads, ports.clock.now());
				if (verdict) throw await failure(context, place, verdict);
				if (ports.clock.now() > deadline) throw new StepFailed(`The pods did not become ready within 3 minutes: ${readiness(workloads)}.`, { lastLines: workloads.warnings.slice(-5).map(({ object, message }) => `${object}: ${message}`) });
				if (readiness(workloads) !== says) {
					says = readiness(workloads);
					progress({ says });
				}
				await ports.clock.sleep(700, signal);
			}
		},
	};
}

async function failure({ ports, signal }: StepContext, place: Place, { finding, pod, container }: Verdict): Promise<StepFailed> {
	const log = async (...extra: string[]) => {
		if (!pod || !container) return '';
		const outcome = await ports.shell.run(kubectl(place, 'logs', pod.name, '--container', container, '--tail', '12', ...extra), { signal, timeoutMs: 8000 });
		return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout : '';
	};
	const said = finding.id === 'pod.crash-loop' || finding.id === 'pod.out-of-memory' ? (await log('--previous')) || (await log()) : '';
	return new StepFailed(typeof finding.says === 'string' ? finding.says : 'The pods do not start.', { findings: [finding], lastLines: lastLines(ports.redactor.clean(said), 12) });
}
