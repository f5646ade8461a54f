import type { KubernetesTarget, ReleaseNames } from '../../core/app.js';
import type { Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { toPlain } from '../../core/phrase.js';
import type { StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { isUnbound } from '../../workloads/analyzers/pod-place.js';
import { onlyWorkloads, type WorkloadFacts } from '../../workloads/facts/index.js';
import { isServer } from '../../workloads/facts/pod.js';
import { withLog } from '../../workloads/log.js';
import { readLog } from '../../workloads/read-log.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { judge } from '../../workloads/verdict.js';
import { kubectl, type Place } from '../kube.js';
import { withOwnRemedies } from './own-remedies.js';
import { readiness } from './readiness.js';

const usualPatienceMs = 3 * 60_000;
/** From one look to the next. */
const everyMs = 600;
/** What a restarted provisioner takes for its volumes, a first try that ends after 30 s included. */
const storagePatienceMs = 60_000;

interface Waiting {
	/** Three minutes when left out. */
	readonly patienceMs?: number;
	readonly restartStorage?: KubernetesTarget['restartStorage'];
}

/**
 * Looks at the pods until `isDone`; a state that cannot heal ends the wait at once with its cause and the last log lines.
 * Volumes that are not made get one more try, with what makes them started anew.
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
	const tried = new Map<Way, number>();
	for (;;) {
		if (await isDone(workloads)) return;
		const verdict = await confirmed(context, place, workloads, logs);
		if (verdict) {
			const way = waitsForStorage(verdict) ? wayToStorage(workloads) : undefined;
			if (way === undefined) throw verdict;
			if (!tried.has(way)) {
				const mayHelp = way === 'replace-pods' ? await restartStuckPods(context, place, workloads) : await started(context, restartStorage);
				tried.set(way, mayHelp ? ports.clock.now() + storagePatienceMs : 0);
				says = '';
			}
			if (ports.clock.now() > (tried.get(way) ?? 0)) throw verdict;
		}
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

function waitsForStorage({ findings }: StepFailed): boolean {
	return findings.some(({ id }) => id === 'pod.volume-pending');
}

type Way = 'restart-storage' | 'replace-pods';

/**
 * What may help pods that wait for their volumes; undefined when nothing of ours can, as for a claim that nobody made or a
 * volume on another node. A pod that waits although its volume is there is looked at again after five minutes only, and
 * its successor at once.
 */
function wayToStorage({ claims, pods }: WorkloadFacts): Way | undefined {
	if (claims.some(({ phase }) => phase !== 'Bound')) return 'restart-storage';
	const isBound = (wanted: string) => claims.some(({ name }) => name === wanted);
	const isMissed = pods.some(
		({ unschedulable, template }) =>
			isUnbound(unschedulable) && template.references.every(({ kind, name }) => kind !== 'PersistentVolumeClaim' || isBound(name)),
	);
	return isMissed ? 'replace-pods' : undefined;
}

/** A failure of the try is not the reason why the app does not come up. */
async function started(context: StepContext, restartStorage: Waiting['restartStorage']): Promise<boolean> {
	try {
		return (await restartStorage?.(context)) ?? false;
	} catch (error) {
		if (error instanceof StepFailed) return false;
		throw error;
	}
}

/** Without the pods of jobs and tests: one that fails is no reason why the app should not come up. */
function onlyServers(workloads: WorkloadFacts): WorkloadFacts {
	return { ...workloads, pods: workloads.pods.filter(isServer) };
}

/**
 * A pod that failed before this run waits out its back-off, up to five minutes, although what it lacked may be there by
 * now. Its successor tries at once, and if it fails as well, that is today's verdict. Such a pod serves nobody. Tells
 * whether there was one.
 */
async function restartStuckPods({ ports, signal }: StepContext, place: Place, workloads: WorkloadFacts): Promise<boolean> {
	const now = ports.clock.now();
	const stuck = workloads.pods.filter(
		(pod) => !pod.ready && judge({ ...workloads, pods: [pod], deployments: [], statefulSets: [] }, now) !== undefined,
	);
	if (stuck.length === 0) return false;
	await ports.shell.run(kubectl(place, 'delete', 'pod', ...stuck.map(({ name }) => name), '--wait=false'), { signal, timeoutMs: 15_000 });
	return true;
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
