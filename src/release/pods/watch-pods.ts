import type { ReleaseNames } from '../../core/app.js';
import { StepFailed } from '../../core/error.js';
import type { StepContext } from '../../core/step.js';
import { lastLines } from '../../tools/version.js';
import { kubectl, type Place } from '../kube.js';
import { readiness } from './readiness.js';
import { judge, type Verdict } from './verdict.js';
import { type WorkloadFacts, workloadsProbe } from './workloads.js';

const patienceMs = 3 * 60_000;
const pauseMs = 700;

/** Looks at the pods until `isDone`; a state that cannot heal ends the wait at once with its cause and the last log lines. */
export async function watchPods(
	context: StepContext,
	place: Place,
	names: ReleaseNames,
	isDone: (workloads: WorkloadFacts) => Promise<boolean>,
): Promise<void> {
	const { ports, signal, progress } = context;
	const probe = workloadsProbe(place, names.release);
	await restartStuckPods(context, place, await probe.read(ports, signal));
	const deadline = ports.clock.now() + patienceMs;
	let says = '';
	for (;;) {
		const workloads = await probe.read(ports, signal);
		if (await isDone(workloads)) return;
		const verdict = judge(workloads, ports.clock.now());
		if (verdict) throw await failure(context, place, verdict);
		if (ports.clock.now() > deadline) {
			throw new StepFailed(`The app did not become ready within 3 minutes: ${readiness(workloads)}.`, {
				lastLines: workloads.warnings.slice(-5).map(({ object, message }) => `${object}: ${message}`),
			});
		}
		if (readiness(workloads) !== says) {
			says = readiness(workloads);
			progress({ says });
		}
		await ports.clock.sleep(pauseMs, signal);
	}
}

/**
 * A pod that failed before this run waits out its back-off, up to five minutes, although what it lacked may be there by
 * now. Its successor tries at once, and if it fails as well, that is today's verdict. Such a pod serves nobody.
 */
async function restartStuckPods({ ports, signal }: StepContext, place: Place, workloads: WorkloadFacts): Promise<void> {
	const now = ports.clock.now();
	const stuck = workloads.pods.filter((pod) => !pod.ready && judge({ ...workloads, pods: [pod], deployments: [] }, now) !== undefined);
	if (stuck.length === 0) return;
	await ports.shell.run(kubectl(place, 'delete', 'pod', ...stuck.map(({ name }) => name), '--wait=false'), { signal, timeoutMs: 15_000 });
}

async function failure({ ports, signal }: StepContext, place: Place, { finding, pod, container }: Verdict): Promise<StepFailed> {
	const log = async (...extra: string[]) => {
		if (!pod || !container) return '';
		const outcome = await ports.shell.run(kubectl(place, 'logs', pod.name, '--container', container, '--tail', '12', ...extra), {
			signal,
			timeoutMs: 8000,
		});
		return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout : '';
	};
	const said = finding.id === 'pod.crash-loop' || finding.id === 'pod.out-of-memory' ? (await log('--previous')) || (await log()) : '';
	return new StepFailed(typeof finding.says === 'string' ? finding.says : 'The pods do not start.', {
		findings: [finding],
		lastLines: lastLines(ports.redactor.clean(said), 12),
	});
}
