import type { KubernetesTarget, ReleaseNames } from '../../core/app.js';
import type { Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { toPlain } from '../../core/phrase.js';
import type { StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { onlyWorkloads, type WorkloadFacts } from '../../workloads/facts/index.js';
import { isServer } from '../../workloads/facts/pod.js';
import { withLog } from '../../workloads/log.js';
import { readLog } from '../../workloads/read-log.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { judge } from '../../workloads/verdict.js';
import { kubectl, type Place } from '../kube.js';
import { withOwnRemedies } from './own-remedies.js';
import { readiness } from './readiness.js';
import { restartStuckPods } from './restart-stuck-pods.js';
import { storageHelp } from './storage-help.js';

const usualPatienceMs = 3 * 60_000;
/** From one look to the next. */
const everyMs = 600;
interface Waiting {
	/** Three minutes when left out. */
	readonly patienceMs?: number;
	readonly restartStorage?: KubernetesTarget['restartStorage'];
}

/**
 * Looks at the pods until `isDone`; a state that cannot heal ends the wait at once with its cause and the last log lines.
 * Pods that wait for their volumes are helped first, where we can.
 */
export async function watchPods(
	context: StepContext,
	place: Place,
	names: ReleaseNames,
	isDone: (workloads: WorkloadFacts) => Promise<boolean>,
	{ patienceMs = usualPatienceMs, restartStorage }: Waiting = {},
): Promise<void> {
	const { ports, signal, progress } = context;
	const probe = workloadsProbe(place, names.release);
	const look = async () => onlyServers(await probe.read(ports, signal));
	let lookedMs = ports.clock.now();
	let workloads = onlyServers(await context.read(probe));
	const isStirred = (await restartStuckPods(context, place, workloads)) || (await retryRefused(context, place, workloads));
	if (isStirred) workloads = await look();
	const deadline = ports.clock.now() + patienceMs;
	let says = '';
	const logs = new Map<string, string>();
	const helped = storageHelp(context, place, restartStorage);
	for (;;) {
		if (await isDone(workloads)) return;
		const verdict = await confirmed(context, place, workloads, logs);
		const failure = verdict && (await helped(verdict, workloads));
		if (failure) throw failure;
		if (ports.clock.now() > deadline) {
			const { unreachable } = workloads;
			if (unreachable !== undefined)
				throw new StepFailed('The cluster does not answer any more.', {
					findings: [found('cluster.unreachable', { because: unreachable })],
				});
			throw new StepFailed(`The app did not become ready within ${Math.round(patienceMs / 60_000)} minutes: ${readiness(workloads)}.`, {
				lastLines: workloads.warnings.slice(-5).map(({ object, message }) => `${object}: ${message}`),
			});
		}
		const now = workloads.unreachable === undefined ? readiness(workloads) : 'the cluster does not answer';
		if (now !== says) {
			says = now;
			progress({ says });
		}
		await ports.clock.sleep(Math.max(100, everyMs - (ports.clock.now() - lookedMs)), signal);
		lookedMs = ports.clock.now();
		workloads = await look();
	}
}

/** Without the pods of jobs and tests: one that fails is no reason why the app should not come up. */
function onlyServers(workloads: WorkloadFacts): WorkloadFacts {
	return { ...workloads, pods: workloads.pods.filter(isServer) };
}

const oldMs = 10_000;
/** How long a controller takes to try a new version, and to note how that went. */
const trialMs = 3000;

/**
 * A controller whose pods were not let in tries again later and later, up to a quarter of an hour, although the quota or
 * the account may be there by now. A new version is tried at once. Tells whether there was one.
 */
async function retryRefused({ ports, signal }: StepContext, place: Place, { deployments }: WorkloadFacts): Promise<boolean> {
	const now = ports.clock.now();
	const refused = deployments.filter(
		({ available, wanted, refusedSinceMs }) => available < wanted && refusedSinceMs !== undefined && now - refusedSinceMs > oldMs,
	);
	if (refused.length === 0) return false;
	const names = refused.map(({ name }) => `deployment/${name}`);
	await ports.shell.run(kubectl(place, 'rollout', 'restart', ...names), { signal, timeoutMs: 15_000 });
	await ports.clock.sleep(trialMs, signal);
	return true;
}

/** A verdict with what the log of its container says; a program that only waits for another one is given time. */
async function confirmed(
	{ ports, signal }: StepContext,
	place: Place,
	workloads: WorkloadFacts,
	logs: Map<string, string>,
): Promise<StepFailed | undefined> {
	const now = ports.clock.now();
	const verdict = judge(workloads, now);
	if (!verdict) return undefined;
	const { asks, trouble } = verdict;
	if (!asks) return toFailure([trouble.finding], []);
	// The log of a run that has ended stays as it is.
	const key = `${asks.pod}/${asks.container}/${asks.restarts ?? 0}`;
	const log = logs.get(key) ?? (await readLog(ports, place, asks, signal));
	logs.set(key, log);
	const told = withLog(onlyWorkloads(workloads, now), trouble, log);
	return told.some(({ fatal }) => fatal)
		? toFailure(
				told.map(({ finding }) => finding),
				lastLines(log, 12),
			)
		: undefined;
}

function toFailure(findings: readonly Finding[], lines: readonly string[]): StepFailed {
	const [first] = findings;
	return new StepFailed(first ? toPlain(first.says) : 'The pods do not start.', {
		findings: findings.map(withOwnRemedies),
		lastLines: lines,
	});
}
